#!/bin/sh
# mutants.sh FOLDER FILE…: changes each FILE in one place at a time (changes.c), and shows
# each mutant to the tests that stand in FOLDER. Those that no test sees are printed, unless
# equivalent.txt says why they change nothing; if they are more than 3 %, it exits with 1.
#
# From make: COMPILE, SHOWN (the tests), ASAN (flags), EVERY (20: only every 20th).
set -eu
export FOLDER="$1"
folder=$1
shift
here=$(dirname "$0")
list=$folder/list.txt
rm -rf "$folder/made"
mkdir -p "$folder/made"
: >"$list"
for file; do
    out=$folder/made/$(basename "$file" .c)
    mkdir -p "$out"
    "$folder/changes" "$file" "$out" >"$out/list"
    awk -F '\t' -v every="$EVERY" '(NR - 1) % every == 0' "$out/list" >>"$list"
    { echo "#line 1 \"$file\"" && cat "$file"; } >"$out/original.c"
    sh "$here/mutant.sh" original "$out/original"
done
# Two at a time, or as many as there are processors.
cut -f 1,2 "$list" | xargs -P "$(nproc)" -n 2 sh "$here/mutant.sh" try >"$folder/results.txt"
awk -v every="$EVERY" -f "$here/report.awk" "$here/equivalent.txt" "$folder/results.txt" "$list"
