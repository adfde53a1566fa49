#!/bin/sh
# grade_all.sh DIR OUT SCRATCH EXERCISE…: grades every folder in DIR as one
# submission and writes one line for each to OUT: its name, the points of each
# exercise, the total. The reports of each stay under SCRATCH.
#
# From make: MAKE, SEED, JOBS (how many at once).
set -eu
dir=$1 out=$2 scratch=$3
shift 3
if [ -z "$out" ] || [ ! -d "$dir" ]; then
    echo "make grade-all: for example: make grade-all DIR=submissions OUT=grades.csv" >&2
    exit 2
fi
rm -rf "$scratch"
mkdir -p "$scratch"

# A submission gets a number, so its name is never part of a command. Of its
# files those count that have the name of an exercise, wherever they lie.
count=0
for submission in "$dir"/*/; do
    [ -d "$submission" ] || continue
    count=$((count + 1))
    work=$scratch/$count/work
    mkdir -p "$work"
    basename "$submission" >"$scratch/$count/name.txt"
    for exercise; do
        find "$submission" -name "$exercise.c" -type f | sort | head -n 1 |
            while IFS= read -r file; do cp "$file" "$work/$exercise.c"; done
    done
done
[ "$count" -gt 0 ] || { echo "make grade-all: there is no folder in $dir" >&2; exit 1; }

grade_one='
    folder=$1/$2
    $MAKE -s grade SEED=$SEED WORK=$folder/work RESULTS=$folder/results \
        >$folder/report.txt 2>&1 || true
    echo "$(cat $folder/name.txt): $(tail -n 1 $folder/results/points.txt | sed "s/.*,//") points"'
export MAKE SEED
seq "$count" | xargs -P "$JOBS" -n 1 sh -c "$grade_one" sh "$scratch"

{
    printf 'name'
    for exercise; do printf ',%s' "${exercise%%-*}"; done
    echo ',total'
    number=1
    while [ "$number" -le "$count" ]; do
        # A name may hold commas and quotes.
        sed 's/"/""/g; s/.*/"&"/' "$scratch/$number/name.txt" | tr '\n' ','
        cat "$scratch/$number/results/points.txt" 2>/dev/null || echo "not graded: see $scratch/$number/report.txt"
        number=$((number + 1))
    done
} >"$out"
echo "$count submissions are graded in $out; the reports are $scratch/*/report.txt."
