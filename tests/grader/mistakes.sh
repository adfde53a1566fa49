#!/bin/sh
# mistakes.sh EXERCISE OUT: makes a program OUT/mistakes/NAME of each mistake in
# EXERCISE/mistakes, as if a learner had made it in EXERCISE/solution.c, and
# lists them in OUT/mistakes.txt: name, tab, sentence.
#
# From make: COMPILE, LIBS, OBJECTS (what runner.o and sandbox.o need, too).
set -eu
exercise=$1 out=$2
for file in solution.c mistakes run.c; do
    [ -f "$exercise/$file" ] ||
        { echo "mistakes.sh: there is no $exercise/$file" >&2; exit 1; }
done
rm -rf "$out/mistakes"
mkdir -p "$out/mistakes"
awk -v folder="$out/mistakes" -f tests/grader/mistakes.awk \
    "$exercise/solution.c" RS= "$exercise/mistakes" > "$out/mistakes.new"
# What calls the solution is compiled once for all of them.
$COMPILE -DEXERCISE='<stddef.h>' -c "$exercise/run.c" -o "$out/run.o"
cut -f1 "$out/mistakes.new" | while read -r name; do
    $COMPILE "$out/mistakes/$name.c" "$out/run.o" $OBJECTS $LIBS -o "$out/mistakes/$name"
done
mv "$out/mistakes.new" "$out/mistakes.txt"
