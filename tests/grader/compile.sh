#!/bin/sh
# compile.sh FILE EXERCISE SCRATCH: makes SCRATCH/learner of the learner's FILE
# and EXERCISE/run.c, and says on the standard error what is wrong. The grader
# runs it in the sandbox; where there is none, the checks of refuse.awk stand alone.
#
# From make: COMPILE, SANITIZE, LIBS, OBJECTS (the folder of core.a, runner.o,
# sandbox.o, headers.txt, names.txt and library.txt).
# shellcheck disable=SC2086 # these are lists of words
set -eu
file=$1 exercise=$2 out=$3/learner
forbidden=
while read -r key names; do
    [ "$key" != forbidden: ] || forbidden="$forbidden $names"
done <"$exercise/about.txt"

refuse() { # files, each kind with a word in front
    said=$(awk -v file="$file" -v own="$exercise/run.c" -v forbidden="$forbidden" \
        -f tests/grader/refuse.awk "$@") || said="what the compiler makes of it cannot be read"
    [ -z "$said" ] || { echo "$file: error: $said" >&2 && exit 0; }
}

# "../common/tensor.h" is found from wherever the learner's file may lie. Without
# __NO_INLINE__ older C libraries put text for the assembler into it themselves.
compile() {
    $COMPILE -D__NO_INLINE__ -Og -g1 -Itests/grader -I. -iquote "$exercise" \
        -DEXERCISE='"learner.h"' -DLEARNER="\"$file\"" "$@" "$exercise/run.c"
}
symbols() { # GNU's nm is ten times as fast without the plugins of compilers
    nm --plugin /dev/null "$1" 2>/dev/null || nm "$1"
}

# In the same run the compiler names what it reads.
compile $SANITIZE -MD -MT x -MF "$out.d" -S -o "$out.s" || exit 0
refuse is=known "$OBJECTS/headers.txt" is=read "$out.d" is=text "$out.s"

$COMPILE -Wno-unused-command-line-argument -c "$out.s" -o "$out-all.o"
symbols "$out-all.o" >"$out.names"
objdump -h "$out-all.o" >"$out.parts" 2>/dev/null || : >"$out.parts"
refuse is=known "$OBJECTS/headers.txt" is=read "$out.d" is=parts "$out.parts" \
    is=course "$OBJECTS/names.txt" is=library "$OBJECTS/library.txt" is=names "$out.names"
# Some functions that set the checks of memory aside are called by the compiler, for large
# arrays; without the checks it calls none.
if grep -qE ' _*asan_(set_shadow|alloca|(un)?poison)' "$out.names"; then
    compile -D__SANITIZE_ADDRESS__ -w -c -o "$out-plain.o" || exit 0
    symbols "$out-plain.o" >"$out.plain"
    refuse is=plain "$out.plain"
fi
not_here=
for name in $forbidden; do
    not_here="$not_here -Wl,--gc-sections,--wrap=$name,--defsym=__wrap_$name=exercise_forbidden"
done
[ "$(uname)" != Darwin ] || not_here= # its linker knows no such thing

# The learner's names are made private, so that none of them takes the place of
# a function of the runner or of the C library.
objcopy --keep-global-symbol=exercise_items "$out-all.o" "$out.o" 2>/dev/null ||
    cp "$out-all.o" "$out.o"
$COMPILE $SANITIZE ${SANITIZE:+-no-pie} "$OBJECTS/sandbox.o" "$OBJECTS/runner.o" "$out.o" \
    "$OBJECTS/core.a" $not_here $LIBS -o "$out"
