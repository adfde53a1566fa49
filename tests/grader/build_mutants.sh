#!/bin/sh
# build_mutants.sh EXERCISE OUT: makes a program OUT/wrong of all mistakes in
# EXERCISE/mistakes, as if a learner had made them in EXERCISE/solution.c, of
# those that the rules of mutate.c make, and of pairs. OUT/mistakes.txt lists them, in the
# order in which the program plays them: name, tab, sentence.
#
# From make: COMPILE, LIBS, OBJECTS (what the program needs, too), TOOLS (the
# folder of mutate and merge_mutants).
set -eu
exercise=$1 out=$2
for file in solution.c mistakes run.c; do
    [ -f "$exercise/$file" ] ||
        { echo "build_mutants.sh: there is no $exercise/$file" >&2; exit 1; }
done
rm -rf "$out/mistakes"
mkdir -p "$out/mistakes"
awk -v folder="$out/mistakes" -v pairs="$out/pairs.txt" -f tests/grader/apply_mistakes.awk \
    "$exercise/solution.c" RS= "$exercise/mistakes" > "$out/mistakes.new"
"$TOOLS/mutate" "$exercise/solution.c" "$exercise/words" "$out/mistakes" > "$out/rules.txt"
cat "$out/pairs.txt" >> "$out/rules.txt"
cut -f1 "$out/mistakes.new" "$out/rules.txt" > "$out/names.txt"

compile() { # of all in names.txt
    "$TOOLS/merge_mutants" "$exercise/solution.c" > "$out/mistakes/chosen.h"
    # shellcheck disable=SC2046 # a list of names
    "$TOOLS/merge_mutants" "$exercise/solution.c" "$out/mistakes" $(cat "$out/names.txt") \
        > "$out/mistakes/all.c"
    $COMPILE -O0 -Werror=implicit-function-declaration -Werror=int-conversion -I. \
        -include "$out/mistakes/chosen.h" \
        -DEXERCISE="\"$out/mistakes/all.c\"" "$@" "$exercise/run.c"
}
# A rule does not look at types, nor does a pair: what does not compile is left out.
while ! compile -fsyntax-only 2> "$out/wrong.log"; do
    sed -n 's,.*/\([rulepai]*-[0-9]*\)\.c:[0-9:]* error: .*,\1,p' "$out/wrong.log" | sort -u \
        > "$out/refused.txt"
    [ -s "$out/refused.txt" ] || { cat "$out/wrong.log" >&2; exit 1; }
    grep -vxF -f "$out/refused.txt" "$out/names.txt" > "$out/names.new"
    mv "$out/names.new" "$out/names.txt"
done
compile -c -o "$out/wrong.o" 2> "$out/wrong.log" || { cat "$out/wrong.log" >&2; exit 1; }
# A process that has no shared libraries begins and ends in two thirds of the time.
$COMPILE -static "$out/wrong.o" $OBJECTS $LIBS -o "$out/wrong" 2> "$out/wrong.log" ||
    $COMPILE "$out/wrong.o" $OBJECTS $LIBS -o "$out/wrong"
awk -F '\t' 'NR == FNR { compiles[$1]; next } $1 in compiles' "$out/names.txt" \
    "$out/rules.txt" >> "$out/mistakes.new"
mv "$out/mistakes.new" "$out/mistakes.txt"
