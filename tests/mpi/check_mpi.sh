#!/bin/sh
# check_mpi.sh BUILD: stage 8 with each MPI that is installed, against what real PyTorch
# has recorded in tests/golden/stage8.txt, and against itself with other numbers of
# processes.
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

# And what the book shows; the engine's sum may be another one in another version.
for engine in $engines; do
    use "$engine"
    check_golden
    check_refused
done
sh tests/mpi/record_mpi.sh "$build" runs | sed '/--sum engine/d' >"$scratch/shown"
sed '/--sum engine/d' docs/mpi.txt | cmp "$scratch/shown" - >&2 ||
    fail "docs/mpi.txt, which the book shows, is not what comes out (tests/mpi/record_mpi.sh)"
echo "check-mpi: $runs runs with$engines: the digits of PyTorch, and faults said once"
