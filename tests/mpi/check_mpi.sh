#!/bin/sh
# check_mpi.sh BUILD: stage 8 with each MPI that is installed, against what real PyTorch
# has recorded in tests/golden/stage8.txt and stage8_gpt.txt, and against itself with other
# numbers of processes.
set -eu
build=$1
. tests/mpi/mpi.sh
if [ -z "$engines" ]; then
    echo "check-mpi: left out, MPI is not installed (./setup.sh mpi)"
    exit 0
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
runs=0
fail() {
    echo "check-mpi: $engine: $*" >&2
    exit 1
}

# Runs it and compares what is printed, and the SHA-1 of all weights.
expect() { # expect PROCESSES OPTIONS: "expected" is the output, $sha1 the state dict's
    # shellcheck disable=SC2086 # the options are words
    run $1 $2 --epochs 10 --log-every 1 --save "$scratch/state.pt" >"$scratch/got" ||
        fail "$1 processes, $2: exit status $?"
    cmp "$scratch/got" "$scratch/expected" >&2 || fail "$1 processes, $2: other losses"
    got=$(sha1sum <"$scratch/state.pt")
    [ "${got%% *}" = "$sha1" ] || fail "$1 processes, $2: other weights than PyTorch"
    runs=$((runs + 1))
}

# The GPT: PyTorch's own exponentials and sums round otherwise than ours. So the lines that
# are printed are equal, with the names, and the losses are near; the weights are equal
# for any number of processes.
near() { # is each "loss STEP VALUE" of one file near "STEP,VALUE" of the other?
    awk -v bound=1e-5 'NR == FNR { split($0, at, ","); loss[at[1]] = at[2]; next }
        { off = (loss[$2] - $3) / $3; if (off < 0) off = -off }
        !($2 in loss) || off > bound { print "step " $2 ": " loss[$2] ", PyTorch: " $3; bad = 1 }
        END { exit bad || !FNR }' "$1" "$2" >&2
}
expect_gpt() { # expect_gpt PROCESSES OPTIONS: of the same $gpt all weights are the same
    # shellcheck disable=SC2086
    run $1 $2 --history "$scratch/history" --save "$scratch/state.pt" >"$scratch/got" ||
        fail "$1 processes, $2: exit status $?"
    cmp "$scratch/got" "$scratch/expected" >&2 || fail "$1 processes, $2: other lines"
    near "$scratch/history" "$scratch/losses" || fail "$1 processes, $2: other losses"
    got=$(sha1sum <"$scratch/state.pt")
    [ "$got" = "${gpt:=$got}" ] || fail "$1 processes, $2: other weights"
    runs=$((runs + 1))
}

# Broken after 200 steps of 300, and gone on with by another number of processes.
check_gpt_resumes() {
    run 4 --gpt --steps 300 --save "$scratch/state.pt" \
        --checkpoint "$scratch/run.pt" --checkpoint-every 200 >"$scratch/whole"
    gpt=$(sha1sum <"$scratch/state.pt")
    run 3 --gpt --steps 300 --save "$scratch/state.pt" --resume "$scratch/run.pt" >"$scratch/got"
    [ "$gpt" = "$(sha1sum <"$scratch/state.pt")" ] || fail "the GPT goes on: other weights"
    sed '/^Step [01]/d' "$scratch/whole" | cmp - "$scratch/got" >&2 ||
        fail "the GPT goes on: other lines"
    runs=$((runs + 2))
}

# What cannot be done is said once, by one of three processes.
refuse() { # refuse STATUS WORDS
    status=0
    # shellcheck disable=SC2086 # words
    run 3 $2 >"$scratch/out" 2>"$scratch/err" || status=$?
    [ $status = "$1" ] || fail "$2: exit status $status"
    [ "$(grep -c '^stage8: ' "$scratch/err")" = 1 ] || fail "$2: $(cat "$scratch/err")"
    runs=$((runs + 1))
}
check_refused() {
    refuse 2 --no-such-option
    refuse 2 "--shares 2"
    refuse 1 "--data $scratch/none.csv"
    refuse 1 "--resume $scratch/none.pt"
    refuse 1 "--checkpoint $scratch/none/run.pt"
    refuse 1 "--lr 1e30"
    mkdir -p "$scratch/full.pt.tmp" # a folder where the temporary file should be
    refuse 1 "--quiet --epochs 1 --save $scratch/full.pt"
    refuse 1 "--quiet --epochs 2 --checkpoint $scratch/full.pt --checkpoint-every 1"
    run 2 --quiet --times --epochs 2 >"$scratch/out"
    grep -q '^A step: [0-9.]* us, the sum [0-9.]* us, [0-9]* bytes sent' "$scratch/out" ||
        fail "--times: $(cat "$scratch/out")"
    refuse 1 "--gpt --lr 1e30"
    refuse 2 "--gpt --hidden 3"
    refuse 1 "--gpt --data data/iris.csv"
    run 2 --gpt --steps 1 --checkpoint "$scratch/run.pt" --checkpoint-every 1 >/dev/null
    refuse 1 "--resume $scratch/run.pt"
}
check_golden() {
    while read -r key rest; do
        case $key in
        run)
            processes=${rest%% *} options=${rest#* }
            : >"$scratch/expected"
            ;;
        \|) echo "$rest" >>"$scratch/expected" ;;
        sha1)
            sha1=$rest
            expect "$processes" "$options"
            case $options in
            *ring*) ;;
            *--shares\ 8*) for n in 2 3 4; do expect $n "$options"; done ;;
            *) expect 2 "$options" ;;
            esac
            ;;
        esac
    done <tests/golden/stage8.txt
}
golden_gpt_end() {
    case ${options-} in
    '') return ;;
    *ring*) others= ;;
    *--shares\ 2*) others=2 ;;
    *) others="2 3 4 8" ;;
    esac
    gpt=
    for n in $processes $others; do expect_gpt "$n" "$options"; done
}
check_golden_gpt() {
    options=
    while IFS= read -r line; do
        case $line in
        run*)
            golden_gpt_end
            line=${line#run } processes=${line%% *} options=${line#* }
            : >"$scratch/expected"
            : >"$scratch/losses"
            ;;
        \|*) echo "${line#| }" >>"$scratch/expected" ;;
        loss*) echo "$line" >>"$scratch/losses" ;;
        esac
    done <tests/golden/stage8_gpt.txt
    golden_gpt_end
}

# And what the book shows; the engine's sum may be another one in another version.
for engine in $engines; do
    use "$engine"
    check_golden
    check_golden_gpt
    check_gpt_resumes
    check_refused
done
sh tests/mpi/record_mpi.sh "$build" runs | sed '/--sum engine/d' >"$scratch/shown"
sed '/--sum engine/d' docs/mpi.txt | cmp "$scratch/shown" - >&2 ||
    fail "docs/mpi.txt, which the book shows, is not what comes out (tests/mpi/record_mpi.sh)"
echo "check-mpi: $runs runs with$engines: the digits of PyTorch, and faults said once"
