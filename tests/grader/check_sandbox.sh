#!/bin/sh
# Do tricks earn as little, and right programs as much, with Landlock alone and as
# an ordinary user; and is nothing graded where there is no sandbox? With the
# variables of compile.sh and the tricks in GRADE/tricks, a sample or NAMES:
#
#     check_sandbox.sh MAKE GRADE [NAMES]
set -eu
make=$1 grade=$2

# In the copy, in a process of its own: prints the points of a trick.
play() { # play NAME EXERCISE
    mkdir "$1"
    cp -RP "$grade/tricks/$1.c" "$1/$2.c" 2>"$1/log" || true # a folder
    "$grade/grader" --compile "$1/$2.c" "tests/exercises/$2" "$1/$2" >"$1/log" 2>&1
    "$grade/grader" --build "$grade" --seed 1 --work "$1" --results "$1" --points "$1/points" \
        "$2" >"$1/log" 2>&1 || [ $? = 1 ]
    sed 's/,.*//' "$1/points"
}
if [ "${PLAY:-}" ]; then
    # shellcheck disable=SC2086 # a name and an exercise
    play $PLAY
    exit
fi

# Landlock hides no names: sees-what-is-there is not built there, and is left out.
sample='assembles-the-solution endless-loop forges-answers defines-free quotes-the-passwords
    includes-the-solution reads-answers fork-bomb kills-the-grader calls-home lives-on
    sees-no-surroundings right-qsort right-threads right-tensor'
sample=${3:-$sample}
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
failed=0
fail() { echo "check_sandbox: $mode: $*" >&2; failed=1; }

# A copy of what grading needs, which an ordinary user may own.
tar -cf - common tests stages/*/exercises "$grade/grader" "$grade/learner" "$grade/tricks"/*.c \
    "$grade/tricks/list.txt" "$grade"/*/answers-1.txt | tar -C "$here" -xf -
chmod 755 "$here"

tab=$(printf '\t')
mode() { # mode WORDS VARIABLE… COMMAND…: plays the sample by this command
    mode=$1
    shift
    "$@" "$grade/grader" --sandbox >"$here/log" 2>&1 || {
        echo "check_sandbox: $mode: not to be had here: $(head -n 1 "$here/log")"
        return 0
    }
    for name in $sample; do
        line=$(grep "^$name$tab" "$grade/tricks/list.txt") || fail "there is no trick $name"
        exercise=$(echo "$line" | cut -f 2)
        points=$("$@" PLAY="$name $exercise" sh tests/grader/check_sandbox.sh "$make" "$grade") ||
            points=no
        [ "$points" = "$(echo "$line" | cut -f 3)" ] ||
            fail "$name earns $points: $(cat "$name/log" "$name/$exercise/learner.log")"
        ! grep -q 'root:\|{#sol-1-1}\|SANDBOX=' "$name/log" || fail "$name tells a secret"
        rm -rf "$name"
    done
    # shellcheck disable=SC2012 # the names are numbers
    ! ls -l /proc/[0-9]*/exe 2>/dev/null | grep -q " $here/" || fail "one has left a process"
}
tree=$PWD
cd "$here"
mode "Landlock" env SANDBOX=landlock
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
    chown -R 65534:65534 "$here"
    nobody='setpriv --reuid=65534 --regid=65534 --clear-groups --no-new-privs env HOME=/'
    mode "an ordinary user, Landlock" $nobody SANDBOX=landlock
    mode "an ordinary user, bubblewrap" $nobody SANDBOX=bubblewrap
fi

mode="no sandbox"
cd "$tree"
"$make" -s sandboxed SANDBOX=none >"$here/log" 2>&1 && fail "something would be graded"
grep -q 'say UNSAFE=1' "$here/log" && grep -q 'Error 4' "$here/log" || fail "$(cat "$here/log")"
"$make" -s sandboxed SANDBOX=none UNSAFE=1 || fail "not even with UNSAFE=1"
[ "$failed" != 0 ] || echo "Sandboxes: $(echo $sample | wc -w) tricks in each."
exit $failed
