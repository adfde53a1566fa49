#!/bin/sh
# Measures the house and holds it to its budgets: a table, and an end with 1 if a
# budget is exceeded. A line of code is one that holds more than blanks and
# comments; the prose of the book is a comment.
#
#     check-house.sh [TREE]
set -eu
cd "${1:-.}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C
find . \( -path ./build -o -path ./work -o -name .git -o -name node_modules \) -prune -o \
    -type f -print | sed 's|^\./||' | sort >"$scratch/files"
matching() { grep -E "$1" "$scratch/files"; }

# For each C file its lines of code, and for each function its lines from brace
# to brace: "code LINES FILE" and "function LINES FILE:NAME".
measure_c='
function code(line) {
    gsub(/"([^"\\]|\\.)*"/, "\"\"", line)
    if (inside) {
        if (!match(line, /\*\//)) return ""
        line = substr(line, RSTART + 2)
        inside = 0
    }
    gsub(/\/\*([^*]|\*+[^*\/])*\*+\//, "", line)
    sub(/\/\/.*/, "", line)
    if (match(line, /\/\*/)) { line = substr(line, 1, RSTART - 1); inside = 1 }
    return line
}
function end_of_file() { if (file) print "code", lines, file }
FNR == 1 { end_of_file(); file = FILENAME; lines = inside = 0 }
{ text = code($0) }
text ~ /[^ \t]/ { lines++ }
text ~ /^[A-Za-z].*\(/ { name = text; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name) }
text ~ /^\{/ { first = FNR }
text ~ /^\}/ && first { print "function", FNR - first + 1, file ":" name; first = 0 }
END { end_of_file() }'
matching '\.[ch]$' | xargs awk "$measure_c" >"$scratch/c"

sum() { # sum PATTERN: lines of code in all files of this name
    awk -v name="$1" '$1 == "code" && $3 ~ name { n += $2 } END { print n + 0 }' "$scratch/c"
}
mistakes() { # the lines in all files of known mistakes
    matching '^tests/exercises/.*/mistakes$' | xargs cat /dev/null | grep -cv '^ *#\|^ *$' || true
}
largest() { # largest KIND PATTERN: the number, and where it is
    awk -v kind="$1" -v name="$2" '$1 == kind && $3 ~ name && $2 > n { n = $2; at = $3 }
        END { print n + 0, at }' "$scratch/c"
}
longest() { # longest PATTERN [BUT]: characters of the longest line, and where it is
    matching "$1" | grep -v "^${2:-no-file}" | xargs awk '{
        line = $0
        gsub(/\t/, "        ", line)
        gsub(/[\200-\277]/, "", line) # what follows the first byte of a character
        if (length(line) > n) { n = length(line); at = FILENAME ":" FNR }
    } END { print n + 0, at }'
}

# Where a budget says "wanted", the house is not there yet: the bound is what was
# reached, so that it does not grow again, and goes down with the code.
over=0
row() { # row WHAT BUDGET FOUND [WHERE]
    mark=
    [ "$3" -le "$2" ] || { mark=' <-- too much'; over=1; }
    printf '%-48s %6d of %5d  %s%s\n' "$1" "$3" "$2" "${4:-}" "$mark"
}
heart='^common/(base|mistake|random|simd|gemm|tensor|autograd|gradcheck|ops|nn|module|init|optim)'
heart="$heart(_[a-z]+)?\\.[ch]\$"
# shellcheck disable=SC2046 # a number and a place are two words
{
    row "lines of code: common/ (wanted: 5000)" 8634 "$(sum '^common/')"
    row "  its heart, base to optim (wanted: 2000)" 2836 "$(sum "$heart")"
    row "    of it what makes products fast" 431 "$(sum "^common/(simd|gemm(_tile)?)\\.[ch]\$")"
    row "  tables, csv to metrics (wanted: 680)" 1259 \
        "$(sum '^common/(csv|data|file|table|metrics)(_[a-z]+)?\\.[ch]$')"
    row "  around a program, common/program/ (wanted: 730)" 1005 "$(sum '^common/program/')"
    row "  model files, common/model_file/" 3097 "$(sum '^common/model_file/')"
    row "  of exercises, with their mistakes" 16646 $(($(sum 'exercises/') + $(mistakes)))
    row "  labels that hang on a case's number (wanted: 0)" 111 \
        "$(cat tests/exercises/*/run.c | grep -c 'about(i ')"
    row "  longest program stageN.c" 150 $(largest code '^stages/stage[0-9]/stage[0-9]\\.c$')
    row "  longest file of common/, stages/" 250 \
        $(largest code '^(common|stages)/')
    row "  longest example that opens a chapter" 25 $(largest code '^docs/examples/')
    row "lines of the longest function" 40 $(largest function '.')
    row "characters of the longest line of C" 80 \
        $(longest '\.[ch]$' tests/grader/tricks)
    row "  of Makefiles and scripts" 100 $(longest '(Makefile|\.(mk|sh|gp|awk|py)|\.ci/run)$')
    row "  of the weaver and what the page needs" 100 $(longest '\.(lua|css|m?js|ya?ml)$')
}

# What a merge has left undone also stands in comments, where no compiler sees it.
! grep -rnE '^(<{7}|>{7}) ' common docs stages tests README.md Makefile setup.sh >&2 || over=1

# The plan in the guide for instructors says what the exercises say of themselves.
for stage in 1 2 3 4 5 6 7 8; do
    minutes=$(cat tests/exercises/$stage.*/about.txt | awk '/^minutes:/ { n++; m += $2 }
        END { printf "%d: %d minutes", n, m }')
    points=$(cat tests/exercises/$stage.*/run.c | awk -F, '
        /^    \{"[^"]*", [0-9.]+, "/ { p += $2 } END { print p }')
    grep -q "^| $stage |.*| $minutes, $points points |" docs/instructor.md ||
        { echo "docs/instructor.md: of stage $stage: $minutes, $points points" >&2; over=1; }
done
exit $over
