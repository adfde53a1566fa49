#!/bin/sh
# record_mpi.sh BUILD WHAT: what the book shows of stage 8. The book is made where there is
# no MPI, too, so this is kept under docs/; make check-mpi compares it.
#     runs     docs/mpi.txt: what is printed, and checksums
#     death    docs/mpi-death.txt: a process that dies
#     times    docs/mpi.csv: what a step costs, the fastest of seven runs
set -eu
build=$1
. tests/mpi/mpi.sh
engine=${engines# }
engine=${engine%% *}
use "$engine"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

shown() { # shown PROCESSES WORDS: as one would type it, and what comes of it
    echo "\$ mpirun -n $1 ./stage8${2:+ $2}"
    # shellcheck disable=SC2086 # words
    run $1 ${2-} --save "$scratch/state.pt" 2>&1
}
weights() { sha1sum "$scratch/state.pt" | cut -c 1-12; }
record_runs() {
    echo "== stage8"
    shown 4
    echo "== stage8-same"
    for n in 1 2 3 4 8; do
        shown $n | head -n 1 | tr '\n' ' '
        echo "  weights $(weights)"
    done
    echo "== stage8-gpt"
    shown 4 --gpt
    echo "== stage8-gpt-same"
    for n in 1 2 3 4 8; do
        shown $n "--gpt --quiet" | sed -n '1p;s/^Test/  &/p' | tr '\n' ' '
        echo "  weights $(weights)"
    done
    echo "== stage8-sums"
    for words in "--shares 4" "--sum ring" "--sum engine"; do
        shown 4 "$words --epochs 10" >"$scratch/out"
        printf '%-48s %s  weights %s\n' "$(head -n 1 "$scratch/out")" \
            "$(sed -n 's/^Epoch 9  \(Loss [0-9.]*\).*/\1/p' "$scratch/out")" "$(weights)"
    done
    echo "== stage8-resume"
    shown 4 "--epochs 50 --quiet"
    echo "  weights $(weights)"
    (cd "$scratch" && ln -s "$program" stage8)
    shown 4 "--epochs 20 --quiet --checkpoint $scratch/run.pt" | sed "s|$scratch/||"
    shown 2 "--epochs 50 --resume $scratch/run.pt" | sed "s|$scratch/||"
    echo "  weights $(weights)"
}
record_death() {
    echo "== stage8-dead"
    echo "\$ mpirun -n 4 ./stage8 --epochs 100000"
    run 4 --epochs 100000 --log-every 10000 >"$scratch/out" 2>&1 &
    while ! grep -q 'Epoch 20000' "$scratch/out"; do sleep 0.1; done
    for process in /proc/[0-9]*; do
        if [ "$(readlink "$process/exe")" = "$(readlink -f "$program")" ] &&
            tr '\0' '\n' <"$process/environ" | grep -qx 'OMPI_COMM_WORLD_RANK=2\|PMI_RANK=2'; then
            kill -9 "${process#/proc/}"
            break # the next one is its guard
        fi
    done 2>/dev/null
    wait
    grep '^\$\|^Epoch\|has died' "$scratch/out"
}
record_times() {
    echo "# sh tests/mpi/record_mpi.sh build times: $(nproc) processors," \
        "mpirun$ending $("mpirun$ending" --version | grep -om1 '[0-9][0-9.]*[0-9]'). Microseconds."
    echo "sum,processes,numbers,step,summing,bytes"
    for hidden in 16 16384; do
        for sum in shares ring engine; do
            for n in 1 2 3 4; do
                for _ in 1 2 3 4 5 6 7; do
                    run $n --quiet --times --sum $sum --hidden $hidden --epochs 20
                done | sed -n 's/A step: \(.*\) us, the sum \(.*\) us, \(.*\) bytes.*/\1,\2,\3/p' |
                    sort -t , -k 2n | sed -n "1s/^/$sum,$n,$((hidden * 8 + 3)),/p"
            done
        done
    done
}
"record_$2"
