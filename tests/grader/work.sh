#!/bin/sh
# work.sh COMMAND EX EXERCISE: what make start, hint, reset, run, solution and
# watch do with the learner's file of an exercise, $WORK/EXERCISE.c. Nothing here
# ever overwrites what the learner has written.
#
# From make: WORK, RESULTS, MAKE, FORCE, CASE, PART, GRADER (with its seed).
set -eu
command=$1 number=$2 exercise=${3:-}
if [ -z "$number" ] || [ $# != 3 ]; then
    echo "make $command: which exercise, just one? For example: make $command EX=1.1" >&2
    exit 2
fi
number=${exercise%%-*}
file=$WORK/$exercise.c
statement=stages/stage${number%%.*}/exercises/$exercise.c
tests=tests/exercises/$exercise

# Formulas as a terminal and an editor can show them; line by line, so that the
# lines keep their numbers. In a C file only its prose is changed.
plain_formulas() {
    prose=$1
    sed -e "$prose" \
        -e 's/ {#e[xq]-[^}]*}$//' -e 's/\[\([^]]*\)\]([^) ]*\.\(c\|md\))/\1/g' \
        -e 's/~\([a-z]*\)~/_\1/g' -e 's/\\_/_/g' \
        -e 's/\\\(text\|operatorname\|mathtt\|mathrm\|mathit\){\([^}]*\)}/\2/g' \
        -e 's/\\underbrace{\([^{}]*\)}_{\([^{}]*\)}/\1 (\2)/g' \
        -e 's/\\begin{pmatrix} */[/g' -e 's/ *\\end{pmatrix}/]/g' \
        -e 's/\\begin{cases} */{ /g' -e 's/ *\\end{cases}/ }/g' \
        -e '/\$.*&\|&.*\$\|&.*\\\\/s/ *& */  /g' \
        -e 's/ *\\\\ */; /g' -e 's/\\$//' \
        -e 's/\\leftarrow/←/g' -e 's/\\left//g' -e 's/\\right\([^a-z]\)/\1/g' \
        -e 's/\\[lr]Vert/‖/g' -e 's/\\lfloor */⌊/g' -e 's/ *\\rfloor/⌋/g' \
        -e 's/\\q\{1,2\}uad/  /g' -e 's/\\[, ]/ /g' -e 's/\\dots/…/g' \
        -e 's/\\to\([^a-z]\|$\)/→\1/g' -e 's/\\approx/≈/g' -e 's/\\pm/±/g' \
        -e 's/\\mathrel{+}=/+=/g' -e 's/\\bar *\\beta/β̄/g' \
        -e 's/\\bar *\([A-Za-z]\)/\1̄/g' -e 's/\\hat *\([A-Za-z]\)/\1̂/g' \
        -e 's/\\sum/Σ/g' -e 's/\\cdot/·/g' -e 's/\\times/×/g' \
        -e 's/\\geq*/≥/g' -e 's/\\leq*/≤/g' -e 's/\\ne/≠/g' -e 's/\\infty/∞/g' \
        -e 's/\\beta/β/g' -e 's/\\gamma/γ/g' -e 's/\\delta/δ/g' -e 's/\\eta/η/g' \
        -e 's/\\tau/τ/g' -e 's/\\theta/θ/g' -e 's/\\lambda/λ/g' -e 's/\\mu/μ/g' -e 's/\\pi/π/g' \
        -e 's/\\sigma/σ/g' -e 's/\\varphi/φ/g' -e 's/\\Phi/Φ/g' -e 's/\\ell/ℓ/g' \
        -e 's/\\varepsilon/ε/g' -e 's/\\partial */∂/g' \
        -e 's/\\\(exp\|ln\|log\|max\|min\|tanh\|cos\)/\1/g' \
        -e ':inner' -e 's/\([_^]\){\([0-9A-Za-z]*\)}/\1\2/g' \
        -e 's/\([_^]\){\([^{}]*\)}/\1(\2)/g' -e 's/\\sqrt *{\([^{}]*\)}/√(\1)/g' \
        -e 's/\\[dt]\{0,1\}frac *{\([^{}]*\)}{\([^{}]*\)}/(\1)\/(\2)/g' -e 't inner' \
        -e 's/\\[dt]\{0,1\}frac *\([0-9A-Za-z]\) *\([0-9A-Za-z]\)/\1\/\2/g' \
        -e 's/\\sqrt *\([A-Za-z0-9]\)/√\1/g' \
        -e 's/\([^A-Za-z0-9_]\)(\([^()+ -]*\))\//\1\2\//g' \
        -e 's/\/(\([^()+ -]*\))/\/\1/g' -e 's/\$//g' -e 's/ *$//'
}

# How many hints have been shown is kept in $WORK/.hints.
hint() {
    mkdir -p "$WORK/.hints"
    shown=$(cat "$WORK/.hints/$exercise" 2>/dev/null) || shown=0
    last=$(grep -c '^## ' "$tests/hints.md")
    next=$((shown < last ? shown + 1 : 1)) # after the last, the first again
    echo "Hint $next of $last for exercise $number"
    awk -v n="## $next" '/^## / { on = $0 == n; next } on' "$tests/hints.md" |
        plain_formulas ""
    echo "$next" >"$WORK/.hints/$exercise"
    if [ "$next" = "$last" ]; then
        echo "(That was the last one.)"
    else
        echo "(make hint EX=$number shows the next one.)"
    fi
}

start() {
    if [ -e "$file" ] || [ -L "$file" ]; then
        echo "$file is there already."
    else
        mkdir -p "$WORK"
        plain_formulas '/^\/\*:/,/\*\//!b' <"$statement" >"$file"
        echo "Exercise $number is now in $file."
    fi
    sed -n 's/^minutes: \(.*\)/It takes about \1 minutes./p; s/^needs: /Read first: /p' \
        "$tests/about.txt" | fold -s -w 80
    echo "With its formulas typeset it stands in build/book/$exercise.html (make book)."
    echo "Fill it in, then: make grade EX=$number"
}

reset() {
    if [ -e "$file" ]; then
        mkdir -p "$WORK/backup"
        backup=$WORK/backup/$exercise-$(date +%Y%m%d-%H%M%S).c
        while [ -e "$backup" ]; do backup=${backup%.c}-again.c; done
        mv "$file" "$backup"
        echo "Your file is kept as $backup."
    fi
    start
}

# The grader throws away what the learner's code prints; here one sees it, in the
# cases that make grade takes, or in one of them (CASE=2), and of one item (PART=its name).
run() {
    program=$RESULTS/$exercise/learner
    if [ ! -x "$program" ]; then
        [ -e "$file" ] || { echo "It is not started: make start EX=$number" >&2; exit 1; }
        cat "$RESULTS/$exercise/learner.log" >&2
        exit 1
    fi
    case ${CASE:-1} in *[!0-9]* | 0*)
        echo "make run: CASE=$CASE: a number is wanted, from 1 on" >&2; exit 2 ;;
    esac
    tab=$(printf '\t') parts= items=$("$program" --list)
    while IFS=$tab read -r _ item _ cases _ title _; do
        parts="$parts $item"
        { [ "${PART:-$item}" = "$item" ] && [ "${CASE:-1}" -le "$cases" ]; } || continue
        echo "--- $item: $title"
        # It may write to a pipe, not to a file. What AddressSanitizer says is for
        # the grader.
        {
            # shellcheck disable=SC2086 # no case, or one
            "$program" --show "$item" "$($GRADER --key "$item")" ${CASE:-} \
                </dev/null 3>/dev/null 2>&1 ||
                printf '\nIt was stopped: make grade EX=%s says more.\n' "$number"
        } | sed -e '/^=\{65\}$/d' -e '/^AddressSanitizer:DEADLYSIGNAL$/d' \
            -e '/^==[0-9]*==ERROR: Addr/,/^==[0-9]*==ABORTING/d' |
            $GRADER --wrap
        shown=yes
    done <<END
$items
END
    if [ -z "${shown:-}" ]; then
        echo "There is no such case: ${PART:+PART=$PART }${CASE:+CASE=$CASE;} parts:$parts" >&2
        exit 2
    fi
}

solution() {
    if [ ! -f "$tests/solution.c" ]; then
        echo "There are no solutions in this copy; ask your instructor." >&2
        exit 1
    fi
    if [ "$FORCE" != 1 ] && ! { [ -e "$file" ] &&
        "$MAKE" -s grade EX="$number" WORK="$WORK" >/dev/null 2>&1; }; then
        echo "The solution is shown once yours gets full marks (make grade EX=$number)," >&2
        echo "or with: make solution EX=$number FORCE=1" >&2
        exit 1
    fi
    cat "$tests/solution.c"
}

# Looks twice a second whether the file has changed; a change of name or an editor
# that writes a new file does no harm. What is still being graded then is broken off.
watch() {
    [ -e "$file" ] || start
    echo "Watching $file; Ctrl-C ends it."
    before= grading=
    trap '[ -z "$grading" ] || kill "$grading" 2>/dev/null' EXIT
    trap 'exit 130' INT TERM
    while :; do
        now=$(cksum "$file" 2>/dev/null || true)
        if [ -n "$now" ] && [ "$now" != "$before" ]; then
            before=$now
            if [ -n "$grading" ]; then
                kill "$grading" 2>/dev/null || true
                wait "$grading" 2>/dev/null || true
            fi
            [ -t 1 ] && printf '\033[H\033[2J'
            date '+%H:%M:%S'
            "$MAKE" -s grade EX="$number" WORK="$WORK" RESULTS="$RESULTS" 2>/dev/null &
            grading=$!
        fi
        sleep 0.5 2>/dev/null || sleep 1
    done
}

"$command"
