#!/bin/sh
# student_copy.sh ANSWERS SEED DIR EXERCISE…: copies the course to DIR without
# solutions and mistakes. In their place stand the answers that are recorded in
# ANSWERS for that seed.
set -eu
answers=$1 seed=$2 dir=$3
shift 3
stop() { echo "make student: $*" >&2; exit 1; }
if [ -z "$dir" ]; then
    echo "make student: where to? For example: make student DIR=../students" >&2
    exit 2
fi
is_new=yes
if [ -e "$dir" ] && [ -n "$(ls -A "$dir")" ]; then
    is_new=no
    [ -d "$dir/tests/grader" ] ||
        stop "$dir holds something else; give a new folder, or an earlier copy"
    ! ls "$dir"/tests/exercises/*/solution.c >/dev/null 2>&1 ||
        stop "$dir is a course with solutions, not an earlier copy for students"
fi

# Everything is looked at before anything is touched.
list=$(mktemp)
trap 'rm -f "$list"' EXIT
sh tests/grader/files.sh | grep -Ev \
    -e '^tests/exercises/[^/]*/(words|solution\.c|answers\.txt|mistakes|cases|survivors)$' \
    -e '^tests/grader/tricks/' >"$list"
for exercise; do
    grep -qx "tests/exercises/$exercise/run.c" "$list" ||
        stop "exercise $exercise is not in git yet: git add it, so that it is packed"
    [ -f "$answers/$exercise/answers-$seed.txt" ] ||
        stop "the answers of exercise $exercise are not recorded"
done

# Of an earlier copy the course is replaced. Whatever else is there stays: .git,
# .github, work, and what the instructor has put beside it.
if [ $is_new = no ]; then
    sed 's|/.*||' "$list" | sort -u | while IFS= read -r name; do rm -rf "${dir:?}/$name"; done
fi
mkdir -p "$dir"
tar -T "$list" -cf - | tar -C "$dir" -xf -
chmod -R u+w "$dir"
for exercise; do
    cp "$answers/$exercise/answers-$seed.txt" "$dir/tests/exercises/$exercise/answers.txt"
done
echo "$seed" >"$dir/tests/exercises/seed.txt"

# Here work/ is nobody's; there it is what they hand in, also by git.
{
    grep -vx '/work/' .gitignore || true
    printf '/work/.hints/\n/work/backup/\n/result.json\n/release-body.md\n'
} >"$dir/.gitignore"
if [ $is_new = yes ]; then
    mkdir -p "$dir/.github/workflows"
    cp tests/grader/ci/github.yml "$dir/.github/workflows/grade.yml"
    cp tests/grader/ci/gitlab.yml "$dir/.gitlab-ci.yml"
fi
echo "A tree for students, with $# exercises and without solutions, is in $dir."
if [ -n "$(ls -A "$dir/work" 2>/dev/null)" ]; then
    echo "Its folder work/ holds files of yours: see to it that they are not published."
fi
