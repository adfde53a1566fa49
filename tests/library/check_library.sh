#!/bin/sh
# Programs of a stranger, with the library as it is handed out: check_library.sh BUILD
# BUILD/library/root is where it is installed, BUILD/kindling.[ch] are the two files.
# Program, commands and output are those of the README. With every compiler that is
# there: no warning, and the digits that PyTorch prints.
set -eu
here=$(pwd) build=$1
cd "$build/library"
root=$PWD/root
export PATH="$PWD/bin:$PATH" PKG_CONFIG_SYSROOT_DIR="$root" \
    PKG_CONFIG_PATH="$root/usr/local/lib/pkgconfig"
fail() { echo "check_library: $*" >&2; exit 1; }

# The lines of the README's section; its first block with this fence.
section() { awk '/^## /{ on = /^## Use it in a program/ } on' "$here/README.md"; }
block() {
    section | awk -v fence="$1" '
        inside && /^```/ { exit }
        inside
        !inside && !other && $0 == fence { inside = 1; next }
        /^```/ { other = !other }'
}
block '```c' >readme.c
block '```' >expected.txt
cmp -s expected.txt "$here/tests/golden/xor.txt" || fail "the README's output is not PyTorch's"
cp "$build/kindling.c" "$build/kindling.h" "$here"/tests/library/*.c* .
cp readme.c xor.c

# Runs a command: it says nothing on stderr, and ./xor prints the digits.
runs=0
run() {
    sh -c "$1" >out.txt 2>err.txt || { cat err.txt; fail "$cc: $1: fails"; }
    test ! -s err.txt || { cat err.txt; fail "$cc: $1: says something"; }
    case $1 in *'&& ./xor')
        cmp expected.txt out.txt || fail "$cc: $1: prints other digits" ;;
    *'&& ./own')
        test -e bits.txt || cp out.txt bits.txt
        cmp bits.txt out.txt || fail "$cc: $1: learns other bits" ;;
    esac
    runs=$((runs + 1))
}

# Runs the README's commands that match.
run_readme() {
    section | grep -E "^($1)" >commands.txt || fail "the README has no command $1"
    while read -r command; do run "$command"; done <commands.txt
}

# The names that the README gives to the compilers, with options that strangers
# have: warnings, and all instructions of this machine.
set_compilers() {
    mkdir -p bin
    native=-march=native
    echo 'int main(void) { return 0; }' | "$1" $native -xc - -o native 2>native.txt || native=''
    printf '#!/bin/sh\nexec %s -Wall -Wextra -Wpedantic %s "$@"\n' "$1" "$native" >bin/cc
    printf '#!/bin/sh\nexec %s -Wall -Wextra -Wpedantic %s "$@"\n' "$2" "$native" >bin/c++
    chmod +x bin/cc bin/c++
}

# What a program can see besides what the headers declare: nothing without prefix.
check_names() { # check_names FILE
    nm -g "$1" | awk '$2 ~ /^[TDBRCVWi]$/ && $3 !~ /[.]/ { sub(/^_/, "", $3); print $3 }' |
        sort -u >names.txt
    test "$(grep -c . names.txt)" -gt 50 || fail "$1: nm shows no names"
    # A pointer to a function is a name, too: (*memory_failed)(
    grep -oE '[a-z_0-9]+\)?\(' kindling.h | tr -d '()' | sort -u >public.txt
    odd=$(grep -vE '^(kindling|pt)_' names.txt | comm -23 - public.txt)
    test -z "$odd" || fail "$1: neither in a header nor with a prefix:" $odd
    for what in kindling stdbool,stddef,stdint,stdio; do
        printf '#include "%s.h"\n' $(echo $what | tr , ' ') | cc -E -dM -x c - -I. |
            awk '{ sub(/\(.*/, "", $2); print $2 }' | sort >"macros-${what%%,*}.txt"
    done
    odd=$(comm -23 macros-kindling.txt macros-stdbool.txt | grep -v '^KINDLING_' || true)
    test -z "$odd" || fail "kindling.h: macros without the prefix KINDLING_:" $odd
}

for pair in gcc:g++ clang:clang++ musl-gcc:; do
    cc=${pair%:*} cxx=${pair#*:}
    command -v "$cc" >/dev/null || { echo "check_library: left out, no $cc is here"; continue; }
    set_compilers "$cc" "$cxx"
    run_readme 'cc .*kindling\.[co]'
    run 'cc own_names.c kindling.o -lm -o own && ./own'
    test -n "$cxx" || continue # the archive is not for musl
    run_readme 'cc .*pkg-config'
    check_names "$root/usr/local/lib/libkindling.a"
    check_names kindling.o
    run 'cc own_names.c -Wl,--whole-archive $(pkg-config --cflags --libs kindling) \
        -Wl,--no-whole-archive -o own && ./own'
    command -v "$cxx" >/dev/null || { echo "check_library: left out, no $cxx is here"; continue; }
    for source in readme.c "$here/tests/library/xor.cpp"; do
        cp "$source" xor.cpp
        run_readme 'c\+\+ '
    done
done
echo "100%: $runs commands of a program elsewhere"
