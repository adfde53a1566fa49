#!/bin/sh
# How many instructions one training step takes, counted by callgrind: unlike the
# clock it says the same on a busy machine.
#     check-instructions.sh PROGRAMS
# One line a stage; the exit status is 1 if a step takes more than its bound.
# The bounds are for gcc -O3 on x86-64, some percent above what was counted.
set -eu
if ! command -v valgrind >/dev/null; then
    echo "check-instructions: left out, valgrind is not installed"
    exit 0
fi
cd "$1"
failed=0

count() { # count STAGE EPOCHS
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "./$1" --no-plot --quiet \
        --epochs "$2" --log-every 100000 2>&1 >/dev/null | sed -n 's/.*Collected : //p'
}

step() { # step STAGE STEPS-AN-EPOCH EPOCHS BOUND
    # the difference between a short and a long run: start and end cancel
    few=$(count "$1" "$3")
    many=$(count "$1" $((3 * $3)))
    if [ -z "$few" ] || [ -z "$many" ]; then
        echo "check-instructions: $1 cannot be counted" >&2
        exit 1
    fi
    instructions=$(((many - few) / (2 * $3 * $2)))
    echo "$1: $instructions instructions a step, at most $4 are allowed"
    [ "$instructions" -le "$4" ] || failed=1
}

step stage1 10 100 2210
step stage2 10 100 1815
step stage3 50 20 7700
exit $failed
