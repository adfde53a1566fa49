#!/bin/sh
# student.sh ANSWERS DIR EXERCISE…: copies this tree to DIR without solutions and
# wrong solutions. In their place stand the recorded answers, in ANSWERS.
set -eu
answers=$1 dir=$2
shift 2
if [ -z "$dir" ]; then
    echo "make student: where to? For example: make student DIR=../students" >&2
    exit 2
fi
if [ -e "$dir" ] && [ -n "$(ls -A "$dir")" ]; then
    echo "make student: $dir is there already; give a folder that is new or empty" >&2
    exit 1
fi
mkdir -p "$dir"

# What is tracked; or, without git, all that was not built.
list() {
    git ls-files -z 2>/dev/null || find . \( -name .git -o -path ./build -o \
        -path ./work -o -name 'stage[1-5]' -type f \) -prune -o -type f -print0
}
list | tar --exclude='*tests/exercises/*/solution.c' \
    --exclude='*tests/exercises/*/wrong' --exclude='*tests/grader/tricks' \
    --null -T - -cf - | tar -C "$dir" -xf -
for exercise; do
    cp "$answers/$exercise/answers-1.txt" "$dir/tests/exercises/$exercise/answers.txt"
done
echo "A tree for students, with $# exercises and without solutions, is in $dir."
