#!/bin/sh
# collect.sh SUBMISSION WORK EXERCISE…: copies what is handed in to WORK, and says
# what it did with the rest.
#
# A file counts if it has the name of an exercise, in small or capital letters,
# with somebody's name before it (x_1.1-mse-gradient.c) or a number behind
# (1.1-mse-gradient (1).c, 1.1-mse-gradient-2.c). If there are several, one in a
# folder work/ goes first, then the newest. Whoever hands in a whole tree hands
# in its work/, not the statements.
submission=$1 work=$2
shift 2
mkdir -p "$work"
cd "$submission" || exit 1

candidates() { # candidates NAME: one a line, the best one first
    find . \( -name .git -o -name stages -o -name tests -o -name common -o -name build \
        -o -path '*work/backup' \) -prune -o -type f \( -iname "$1.c" -o -iname "*_$1.c" \
        -o -iname "$1 (*).c" -o -iname "$1-[0-9].c" \) -exec ls -t {} + 2>/dev/null |
        awk '/(^|\/)work\// { print; next } { rest[++n] = $0 }
             END { for (i = 1; i <= n; i++) print rest[i] }'
}

for exercise; do
    found=$(candidates "$exercise")
    best=$(printf '%s\n' "$found" | head -n 1)
    [ -n "$best" ] || continue
    cp "$best" "$work/$exercise.c" || echo "$best cannot be read."
    if [ "$best" != "$found" ]; then
        echo "Several files for $exercise: graded is $best."
    elif [ "$(basename "$best")" != "$exercise.c" ]; then
        echo "$best is taken for $exercise."
    fi
done
if [ -z "$(ls "$work")" ]; then
    echo "There is no file with the name of an exercise. What is there:"
    find . -type f | sort | head -n 20
fi
