#!/bin/sh
# grade_all.sh DIR OUT SCRATCH EXERCISE…: grades every folder in DIR as one
# submission and writes one line for each to OUT: its name, the points of each
# exercise, the total, the number of its report, SCRATCH/<number>/report.txt.
#
# From make: MAKE, SEED, JOBS (how many at once).
set -eu
dir=$1 out=$2 scratch=$3
shift 3
rm -rf "$scratch"
mkdir -p "$scratch"

# A submission gets a number, so its name is never part of a command.
count=0
for submission in "$dir"/*/; do
    [ -d "$submission" ] || continue
    count=$((count + 1))
    mkdir -p "$scratch/$count/work"
    basename "$submission" | tr -d '\r' | tr '\n\t' '  ' | sed 's/ *$//' >"$scratch/$count/name.txt"
    { printf 'Submission: '; cat "$scratch/$count/name.txt"; echo; } >"$scratch/$count/report.txt"
    sh tests/grader/collect.sh "$submission" "$PWD/$scratch/$count/work" "$@" \
        >>"$scratch/$count/report.txt" 2>&1 || true
done
[ "$count" -gt 0 ] || { echo "make grade-all: there is no folder in $dir" >&2; exit 1; }

# shellcheck disable=SC2016 # sh expands it later
grade_one='
    folder=$1/$2
    $MAKE -s grade SEED=$SEED WORK=$folder/work RESULTS=$folder/results 2>&1 |
        sed "/^make/d" >>$folder/report.txt
    echo "$(cat $folder/name.txt): $(sed "s/.*,//" $folder/results/points.txt) points"'
export MAKE SEED
seq "$count" | xargs -P "$JOBS" -n 1 sh -c "$grade_one" sh "$scratch"

{
    printf 'name'
    for exercise; do printf ',%s' "${exercise%%-*}"; done
    echo ',total,report'
    number=1
    while [ "$number" -le "$count" ]; do
        # A name may hold commas and quotes, and must be no formula.
        printf '"%s",' "$(sed "s/\"/\"\"/g; s/^[-=+@]/'&/" "$scratch/$number/name.txt")"
        { cat "$scratch/$number/results/points.txt" 2>/dev/null || echo "not graded"; } |
            sed "s/\$/,$number/"
        number=$((number + 1))
    done
} >"$out"
echo "$count submissions are graded in $out; the reports are $scratch/*/report.txt."
