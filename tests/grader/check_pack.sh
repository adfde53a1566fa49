#!/bin/sh
# Do students and Gradescope get the course and nothing else, from a checkout in
# which other things lie, with git and without: check_pack.sh GRADE, the folder of
# the recorded answers of the seed 1.
set -eu
grade=$PWD/$1
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
failed=0 cases=0
case=
begin() { case=$1 cases=$((cases + 1)); }
fail() { echo "check_pack: $case: $*" >&2; failed=1; }
exercises=$(cd tests/exercises && ls -d [1-9]*)

begin "the list names what git tracks"
if git ls-files --error-unmatch Makefile >/dev/null 2>&1; then
    sh tests/grader/files.sh | sort >"$here/listed"
    git ls-files | grep -Ev '^\.(ci|github)/|/\.clang-format$' | sort |
        comm -23 - "$here/listed" >"$here/not"
    [ ! -s "$here/not" ] || fail "not packed, see tests/grader/files.sh: $(cat "$here/not")"
fi
mkdir "$here/tree"
sh tests/grader/files.sh | tar -T - -cf - | tar -C "$here/tree" -xf -
cd "$here/tree"
sh tests/grader/files.sh | sort >"$here/listed"
kept='/(solution\.c|answers\.txt|mistakes|cases|survivors|words|tricks/.*)$'
grep -Ev "$kept" "$here/listed" >"$here/for-students"
{
    for exercise in $exercises; do echo "tests/exercises/$exercise/answers.txt"; done
    printf '%s\n' tests/exercises/seed.txt .github/workflows/grade.yml .gitlab-ci.yml
} >>"$here/for-students"

# What an instructor's checkout looks like in May.
litter() {
    mkdir -p submissions/a work/backup build/grade node_modules/x docs/.cache
    newline='
'
    for name in grades.csv grades.csv.new submissions/a/1.1-mse-gradient.c work/1.1-mse-gradient.c \
        work/backup/x.c build/grade/answers-77.txt notes.txt .env .DS_Store students.xlsx stage3 \
        tests/exercises/1.1-mse-gradient/solution.c.orig tests/exercises/1.1-mse-gradient/old.c \
        tests/exercises/1.1-mse-gradient/.solution.c.swp common/.tensor.c.swp common/tensor.c~ \
        docs/.cache/page.html docs/draft.docx node_modules/x/index.js \
        "common/two${newline}Makefile" \
        "docs/x${newline}docs/..${newline}submissions/a/1.1-mse-gradient.c"; do
        mkdir -p "$(dirname "$name")"
        echo litter >"$name"
    done
    ln -sf /etc/hostname common/link.c
}
student() { # student STATUS DIR
    # shellcheck disable=SC2086
    status=0
    sh tests/grader/student_copy.sh "$grade" 1 "$2" $exercises >"$here/log" 2>&1 || status=$?
    [ $status = "$1" ] || fail "status $status, not $1: $(cat "$here/log")"
}
said() { grep -qF -- "$1" "$here/log" || fail "not said: $1; but: $(cat "$here/log")"; }
holds() { # holds DIR LIST: exactly these files
    (cd "$1" && find . -type f -o -type l) | sed 's|^\./||' | sort >"$here/there"
    sort "$2" | diff - "$here/there" >"$here/diff" || fail "$(cat "$here/diff")"
}
gradescope() {
    command -v zip >/dev/null && command -v unzip >/dev/null || return 0
    sh tests/grader/gradescope.sh "$here/gradescope" 5 hidden "1.1 2.1" >"$here/log" 2>&1 ||
        fail "$(cat "$here/log")"
    rm -rf "$here/unpacked"
    unzip -qq "$here/gradescope.zip" -d "$here/unpacked"
    { sed 's|^|kindling/|' "$here/listed" && printf 'setup.sh\nrun_autograder\n'; } \
        >"$here/for-gradescope"
    holds "$here/unpacked" "$here/for-gradescope"
    grep -q 'EX="1.1 2.1" SEED=5' "$here/unpacked/run_autograder" || fail "the seed is missing"
}

begin "without git"
litter
student 0 "$here/students"
holds "$here/students" "$here/for-students"
gradescope

if command -v git >/dev/null; then
    begin "with git, and with litter of the right kinds"
    echo "litter" >common/scratch.c
    git init -q . && xargs git add -f <"$here/listed" && git add -f grades.csv submissions
    git -c user.name=x -c user.email=x@example.org commit -qm x
    rm -rf "$here/students"
    echo "litter" >docs/draft.md
    student 0 "$here/students"
    holds "$here/students" "$here/for-students"
    gradescope

    begin "an exercise that git does not know"
    mkdir tests/exercises/9.9-new && touch tests/exercises/9.9-new/run.c
    exercises="$exercises 9.9-new" student 1 "$here/students"
    said "exercise 9.9-new is not in git yet"
    holds "$here/students" "$here/for-students" # the earlier copy is as it was
    rm -r tests/exercises/9.9-new
fi

begin "a new version into the same folder"
cd "$here/students"
mkdir -p .git work .github/workflows
for name in .git/config work/1.1-mse-gradient.c .github/workflows/mine.yml syllabus.md; do
    echo kept >$name
    echo $name >>"$here/for-students"
done
echo changed >.github/workflows/grade.yml
echo stale >common/stale.c
echo stale >Makefile
cd "$here/tree"
student 0 "$here/students"
holds "$here/students" "$here/for-students"
[ "$(cat "$here/students/.github/workflows/grade.yml")" = changed ] || fail ".github is changed"
cmp -s Makefile "$here/students/Makefile" || fail "the Makefile is the old one"
said "Its folder work/ holds files of yours"

begin "folders that are no copy"
mkdir "$here/other" && echo mine >"$here/other/thesis.txt"
student 1 "$here/other"
said "holds something else"
student 1 .
said "is a course with solutions, not an earlier copy for students"
[ -f tests/grader/student_copy.sh ] || fail "the course is gone"
student 2 ""
rm "$here/tree/tests/exercises/1.1-mse-gradient/run.c"
student 1 "$here/students"
holds "$here/students" "$here/for-students"

echo "Packing: $cases cases."
exit $failed
