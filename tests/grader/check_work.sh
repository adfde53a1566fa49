#!/bin/sh
# Does the learner see what make start, hint, run and grade promise? Works in a
# folder of its own: check_work.sh MAKE
set -eu
make=$1
unset MAKEFLAGS MAKELEVEL # as a learner calls make
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
failed=0
fail() { echo "check_work: $*" >&2; failed=1; }
work() { WORK=$here/work RESULTS=$here/results MAKE=$make FORCE='' GRADER='' \
    sh tests/grader/work.sh "$@"; }

# The statement as it comes into work/: formulas without TeX, the same code, the
# same number of lines. A comment that begins with /*: is prose.
code() { sed '/^\/\*:/,/\*\//d' "$1"; }
for statement in stages/*/exercises/*.c; do
    name=$(basename "$statement" .c)
    work start "${name%%-*}" "$name" >"$here/log"
    file=$here/work/$name.c
    [ "$(code "$statement")" = "$(code "$file")" ] || fail "$name: the code has changed"
    [ "$(wc -l <"$statement")" = "$(wc -l <"$file")" ] || fail "$name: lines have moved"
    ! grep -n '\\[a-zA-Z]\|\$' "$file" >&2 || fail "$name: TeX is left in the statement"
    for _ in 1 2 3; do
        work hint "${name%%-*}" "$name" >>"$here/log"
    done
    ! grep -n '\\[a-mo-zA-Z]\|\$' "$here/log" >&2 || fail "$name: TeX is left in a hint"
done

# What is to be read first: each title in quotes is one of a file that is named there.
for about in tests/exercises/*/about.txt; do
    needs=$(sed -n 's/^needs: //p' "$about")
    files=$(printf '%s\n' "$needs" | grep -oE '[a-z_0-9/-]+/[a-z_0-9-]+\.(c|h|md)') || files=
    for named in $files; do
        [ -f "$named" ] || fail "$about: there is no $named"
    done
    printf '%s\n' "$needs" | grep -o '"[^"]*"' | tr -d '"' >"$here/titles" || true
    while read -r title; do
        plain=$(echo "$title" | sed 's/[.?]/\\&/g')
        # shellcheck disable=SC2086 # a list of files
        cat $files /dev/null | grep -qE "^(/\*: )?#+ $plain( \{.*)?( \*/)?$" ||
            fail "$about: \"$title\" is in no file that is named there"
    done <"$here/titles"
done

# What is printed is shown, each case with its input, also without an end of the
# line and before a crash.
seen() { grep -qxF -- "$1" "$here/log" || fail "not shown: $1; but: $(cat "$here/log")"; }
learner() { # learner TEXT: the loss of exercise 1.1
    sed "s|return sum / (float)n;|$1|" tests/exercises/1.1-mse-gradient/solution.c \
        >"$here/work/1.1-mse-gradient.c"
}
run() {
    status=0
    "$make" -s "$1" "${2:-EX=1.1}" WORK="$here/work" RESULTS="$here/results" \
        >"$here/log" 2>"$here/errors" || status=1
}
if [ -f tests/exercises/1.1-mse-gradient/solution.c ]; then
    learner 'printf("n is %d", n); if (n == 30) abort(); return sum;'
    run run
    seen '--- loss: the mean squared error'
    seen 'case 1 of 6'
    seen '    input = [3, 1]'
    seen 'n is 2    loss is 10'
    seen 'case 3 of 6'
    grep -q '^n is 30' "$here/log" || fail "what is printed before a crash is not shown"
    seen 'It was stopped: make grade EX=1.1 says more.'
    [ "$(grep -c '^case ' "$here/log")" = 15 ] || fail "not 3 + 6 + 6 cases are shown"

    # Only one part, or one case.
    learner 'printf("n is %d", n); return sum;'
    "$make" -s run EX=1.1 PART=loss CASE=2 WORK="$here/work" RESULTS="$here/results" \
        >"$here/log" || fail "make run CASE=2 ends with $?"
    seen 'case 2 of 6'
    [ "$(grep -c '^case \|^---' "$here/log")" = 2 ] || fail "not just one case is shown"
    for none in PART=none CASE=99 CASE=two; do
        ! "$make" -s run EX=1.1 $none WORK="$here/work" RESULTS="$here/results" \
            >"$here/log" 2>&1 || fail "make run $none goes well"
    done

    # The report: how many cases, what was wrong before it ended, what comes then.
    learner 'if (n == 30) abort(); return sum;'
    run grade
    seen '  ✗     0 of 1   the mean squared error (0 of 6 cases)'
    seen '      And before that it was wrong:'
    seen '        expected  loss = 5'
    seen '        got       loss = 10'
    learner 'return n == 30 ? 0 : sum / (float)n;'
    run grade
    seen '  ✗  0.83 of 1   the mean squared error (5 of 6 cases)'
    learner 'return sum / (float)n;'
    run grade
    seen '  Why it works: make solution EX=1.1. Next: make start EX=1.2'

    # Recorded answers that are damaged are told, not taken; in a copy, for others may
    # be grading by them.
    if [ -f build/grade/1.1-mse-gradient/answers-1.txt ]; then
        cp -pR build/grade/1.1-mse-gradient "$here"
        answers=$here/1.1-mse-gradient/answers-1.txt
        for damage in 's/^answer/amswer/' '1000,$d' '$d' '1,$d' '/^item/d'; do
            sed "$damage" build/grade/1.1-mse-gradient/answers-1.txt >"$answers"
            build/grade/grader --build "$here" --seed 1 --results "$here/results" \
                --work "$here/work" 1.1-mse-gradient >"$here/log" 2>"$here/errors" || true
            grep -q 'is damaged: delete it' "$here/errors" || fail "not told: $damage"
        done
    fi

    # What nobody has begun is no failure, unless it was asked for.
    rm "$here"/work/*.c
    learner 'return sum / (float)n;'
    for wanted in 'EX=1.1 0' 'STAGE=1 0' 'EX=1.2 1'; do
        run grade "${wanted% *}"
        [ $status = "${wanted#* }" ] || fail "make grade ${wanted% *} ends with $status"
    done
    rm "$here"/work/*.c
    run grade STAGE=1
    seen 'None is started: make start EX=1.1'
    [ $status = 0 ] || fail "make grade of nothing fails"
fi
exit $failed
