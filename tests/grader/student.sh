#!/bin/sh
# student.sh ANSWERS DIR EXERCISE…: copies this tree to DIR without solutions and
# mistakes. In their place stand the recorded answers, in ANSWERS.
set -eu
answers=$1 dir=$2
shift 2
if [ -z "$dir" ]; then
    echo "make student: where to? For example: make student DIR=../students" >&2
    exit 2
fi
if [ -e "$dir" ] && [ -n "$(ls -A "$dir")" ] && [ ! -d "$dir/tests/grader" ]; then
    echo "make student: $dir holds something else; give a new folder, or an earlier copy" >&2
    exit 1
fi
# Of an earlier copy everything is replaced but its git and what is in work/.
[ ! -d "$dir" ] || find "$dir" -mindepth 1 -maxdepth 1 ! -name .git ! -name work -exec rm -rf {} +
mkdir -p "$dir"

tests/grader/files.sh | tar --exclude='*tests/exercises/*/solution.c' \
    --exclude='*tests/exercises/*/mistakes' --exclude='*tests/grader/tricks' --exclude='*.ci' \
    -T - -cf - | tar -C "$dir" -xf -
for exercise; do
    cp "$answers/$exercise/answers-1.txt" "$dir/tests/exercises/$exercise/answers.txt"
done
echo "A tree for students, with $# exercises and without solutions, is in $dir."
