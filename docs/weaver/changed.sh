#!/bin/sh
# changed.sh FILE CHANGE ARGUMENT…: a stage with one change, for docs/records.txt:
# sed makes it in FILE, stages/stageN/NAME.c; the program is compiled with the others of
# its stage, and called. Runs where record.sh does.
set -eu
stage=$(dirname "$1")
mkdir changed
cp "$stage"/*.[ch] changed
sed "$2" "$1" >changed/"$(basename "$1")"
cmp -s "$1" changed/"$(basename "$1")" && { echo "$1: nothing is changed" >&2; exit 1; }
shift 2
${CC:-cc} -std=c11 -O1 -ffp-contract=off -Icommon changed/*.c ../../common.a -lm -o changed.out
./changed.out "$@"
rm -r changed changed.out
