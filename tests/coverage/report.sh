#!/bin/sh
# report.sh FOLDER LINES BRANCHES: what share of common/ and stages/ was run, and which
# lines were not. Fails below so many percent. A line or branch that holds one of the texts
# in left_out.txt does not count.
set -eu
folder=$1
if ! command -v gcovr >/dev/null; then
    echo "coverage: left out, there is no gcovr"
    exit 0
fi
patterns() { # patterns KIND: one regular expression of all the texts
    sed -n "s/^$1: //p" tests/coverage/left_out.txt |
        sed 's/[][\.*^$(){}+?|]/\\&/g; s/^/.*/; s/$/.*/' | paste -s -d '|' -
}
gcovr -r . "$folder" --filter 'common/' --filter 'stages/' --exclude '.*/exercises/' \
    --exclude-lines-by-pattern "$(patterns line)" \
    --exclude-branches-by-pattern "$(patterns line)|$(patterns branch)" \
    --txt "$folder/lines.txt" --json "$folder/all.json" --print-summary \
    --fail-under-line "$2" --fail-under-branch "$3" >"$folder/summary.txt" || {
    status=$?
    awk '/%/ && $4 != "100%"' "$folder/lines.txt"
    echo "coverage: less than $2 % of the lines or $3 % of the branches" >&2
}
sed -n 's/^\(lines\|branches\): /coverage: \1 /p' "$folder/summary.txt"
exit "${status:-0}"
