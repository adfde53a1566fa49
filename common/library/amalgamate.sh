#!/bin/sh
# The library as two files that drop into any project:
#   amalgamate.sh FOLDER SOURCE.c …    writes FOLDER/kindling.h and FOLDER/kindling.c
set -eu
folder=$1
shift
version=$(sed -n 's/^#define KINDLING_VERSION "\(.*\)"/\1/p' common/kindling.h)
what="Kindling $version: neural networks the PyTorch way, built from nothing in C"

banner() { # banner LINE …
    { printf '%s\n' "$what" "$@" '' && cat LICENSE; } | sed 's|^|// |; s| *$||'
}

# Puts each of our headers where it is first included, and leaves out the prose.
# SEEN are the headers that stand elsewhere already.
expand() { # expand SEEN FILE …
    awk -v seen="$1" '
    function add(path,    line, name) {
        if (path in done)
            return
        done[path] = 1
        while ((getline line < path) > 0) {
            if (line ~ /^\/\*:/)
                prose = 1
            if (!prose && line ~ /^#include "/) {
                split(line, name, "\"")
                add("common/" name[2])
            } else if (!prose)
                print line
            if (line ~ /\*\/$/)
                prose = 0
        }
        close(path)
    }
    BEGIN {
        split(seen, names, " ")
        for (i in names)
            done[names[i]] = 1
        for (i = 2; i < ARGC; i++)
            add(ARGV[i])
    }' "$@" | cat -s
}
public=$(sed -n 's|^#include "\(.*\)"|common/\1|p' common/kindling.h)

mkdir -p "$folder"
{
    banner 'The interface. The code is in kindling.c.'
    echo
    expand '' common/kindling.h
} >"$folder/kindling.h"

{
    banner 'The code: cc -O2 -c kindling.c, a C11 compiler; link with -lm.'
    cat <<'END'

#ifdef __cplusplus
#error "kindling.c is C: let the C compiler compile it"
#endif

// PyTorch's digits need every operation rounded by itself, and sums in order.
#if defined(__FAST_MATH__) || defined(__ASSOCIATIVE_MATH__) ||                 \
    defined(__RECIPROCAL_MATH__) || __FINITE_MATH_ONLY__ + 0
#error "kindling.c: without -ffast-math, -Ofast and their like, please"
#elif __FLT_EVAL_METHOD__ + 0 == 1 || __FLT_EVAL_METHOD__ + 0 == 2
#error "kindling.c: floats must be floats; on 32-bit x86: -msse2 -mfpmath=sse"
#endif
#if defined(__clang__)
#pragma clang fp contract(off)
#elif defined(__GNUC__)
#pragma GCC optimize("fp-contract=off")
#else
#pragma STDC FP_CONTRACT OFF
#endif

END
    # What the system's headers must know before the first of them.
    grep -h '^#define _[A-Z_]*SOURCE' "$@" | sed 's| *//.*||' | sort -u
    echo '#include "kindling.h"'
    expand "$public" "$@" |
        sed '/^#define _[A-Z_]*SOURCE/d'
} >"$folder/kindling.c"
