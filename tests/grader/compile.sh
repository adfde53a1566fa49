#!/bin/sh
# compile.sh FILE EXERCISE SCRATCH: makes SCRATCH/learner of the learner's FILE
# and EXERCISE/run.c, and says on the standard error what is wrong. The grader
# runs it in the sandbox; where there is none, the checks here stand alone.
#
# From make: COMPILE, SANITIZE, LIBS, OBJECTS (the folder of core.a, runner.o,
# sandbox.o, headers.txt, names.txt and library.txt).
# shellcheck disable=SC2086 # these are lists of words
set -eu
file=$1 exercise=$2 out=$3/learner
fail() {
    echo "$file: error: $*" >&2
    exit 0
}

# In the same run the compiler names what it reads. "../common/tensor.h" is
# found from wherever the learner's file may lie. Without __NO_INLINE__ older C
# libraries put text for the assembler into it themselves.
$COMPILE -D__NO_INLINE__ -Og -g1 $SANITIZE -Itests/grader -I. -iquote "$exercise" \
    -DEXERCISE='"learner.h"' -DLEARNER="\"$file\"" \
    -MD -MT x -MF "$out.d" -S "$exercise/run.c" -o "$out.s" || exit 0

# Only the headers of the course and of the C standard.
names() { # one a line, without detours: work/../common/nn.h is common/nn.h
    tr -s ' \\' '\n\n' | sed -e ':a' -e 's,^\./,,' -e 's,[^/.][^/]*/\.\./,,' -e ta |
        grep / | sort -u
}
{ cat "$OBJECTS/headers.txt" && echo "$exercise/run.c $file"; } | names >"$out.known"
other=$(names <"$out.d" | grep -vxF -f "$out.known" | head -n 1)
[ -z "$other" ] ||
    fail "it includes $other: only standard C headers and those of common/ are allowed"

# What C code never becomes: instructions that the compiler does not know, and so
# does not check; files that the assembler draws in, functions that run while the
# program is being loaded, sections that the linker obeys.
assembler="it holds text for the assembler: C is wanted"
awk '/^[ \t]*\.(string|ascii|asciz)[ \t]+"([^"\\]|\\.)*"$/ { next }
    /^[ \t]*[#;\/@]+ *(APP|InlineAsm Start|Start of file scope inline assembly)/ { exit 1 }
    tolower($0) ~ /\.(incbin|include|macro|altmacro|irp|rept)/ { exit 1 }' "$out.s" ||
    fail "$assembler"
$COMPILE -Wno-unused-command-line-argument -c "$out.s" -o "$out-all.o"
if nm "$out-all.o" | grep -q ' i '; then fail "$assembler"; fi
if command -v objdump >/dev/null && objdump -h "$out-all.o" |
    grep -qE ' \.(preinit_array|interp|dynamic|deplibs|gnu\.(lto|warning|version))'; then
    fail "$assembler"
fi

# What the exercise is about is not to be had from the library, neither by its
# name nor through another function; and the checks of memory stay as they are.
nm -u "$out-all.o" | sed 's/^ *U *//' >"$out.calls"
not_here=
for name in $(sed -n 's/^forbidden: //p' "$exercise/about.txt"); do
    ! grep -qxE "_?(__real_|__wrap_)?$name" "$out.calls" ||
        fail "it calls $name: here it is you who writes that"
    not_here="$not_here -Wl,--gc-sections,--wrap=$name,--defsym=__wrap_$name=exercise_forbidden"
done
[ "$(uname)" != Darwin ] || not_here= # its linker knows no such thing
checks='asan_(un)?poison_memory|asan_(set_(death|error)|default_|on_)|lsan_|sanitizer_'
name=$(grep -E "^_*($checks)" "$out.calls" | head -n 1)
[ -z "$name" ] || fail "it calls $name: the checks of memory are not yours"

# Nor does the learner's file bring what the exercise has from the course: rooms
# of its own for the inputs, or checks of memory that see nothing.
nm "$out-all.o" | awk 'NF == 3 { print $3 }' >"$out.defined"
grep -v '^_*main$' "$OBJECTS/names.txt" | grep -xF -f "$out.defined" >"$out.twice" || true
headers=$(names <"$out.d" | grep -E '^(common|tests/grader)/.*\.h$')
name=$(grep -ohwF -f "$out.twice" $headers | head -n 1)
[ -z "$name" ] || fail "it defines ${name#_}, which the course has: choose another name"
# Or functions of the C library: a free that frees nothing.
name=$(grep -xF -f "$out.defined" "$OBJECTS/library.txt" | head -n 1)
[ -z "$name" ] || fail "it defines ${name#_}, which the C library has: choose another name"
name=$(grep -E '^_*(asan_[^dg]|lsan_|ubsan_|sanitizer_)' "$out.defined" | head -n 1)
[ -z "$name" ] || fail "it defines $name: the checks of memory are not yours"

# The learner's names are made private, so that none of them takes the place of
# a function of the runner or of the C library.
if command -v objcopy >/dev/null; then
    objcopy --keep-global-symbol=exercise_items "$out-all.o" "$out.o"
else
    cp "$out-all.o" "$out.o"
fi
$COMPILE $SANITIZE ${SANITIZE:+-no-pie} "$OBJECTS/sandbox.o" "$OBJECTS/runner.o" "$out.o" \
    "$OBJECTS/core.a" $not_here $LIBS -o "$out"
