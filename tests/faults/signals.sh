#!/bin/sh
# signals.sh BUILD SIGNALS: each stage is ended by SIGINT or SIGTERM at a random moment, so
# many times. What lies in its folder then is what an undisturbed run has left there, whole,
# or is not there yet: no half a file, no temporary one.
set -eu
build=$(cd "$1" && pwd) signals=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
exec 3>&2 # the shell says "Terminated" on 2
fail() {
    echo "signals: $*" >&3
    exit 1
}
now() { echo $(($(date +%s%N) / 1000000)); } # milliseconds
seed=$signals
random() { # random MOST: a number from 0
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    echo $((seed / 65536 % ($1 + 1)))
}
# In the background a shell ignores SIGINT, and so would the program.
start() { # start FOLDER WORDS
    mkdir "$scratch/$1"
    cd "$scratch/$1"
    shift
    # shellcheck disable=SC2086 # words
    env --default-signal=INT "$build/"$1 >/dev/null 2>&1 &
    job=$!
    cd - >/dev/null
}
look() { # what is there is a file of the whole run; a checkpoint is one of many
    find "$scratch/cut" -type f -o -name '.?*' | while read -r path; do
        whole=$scratch/whole${path#"$scratch/cut"}
        case $path in
        *run.pt) test "$(wc -c <"$path")" = "$(wc -c <"$whole")" ;;
        *) cmp -s "$path" "$whole" ;;
        esac || fail "$words, $signal after $moment of $length ms: ${path#"$scratch/cut/"}"
    done
}
sent=0 early=0
strike() {
    signal=$(if [ "$(random 1)" = 0 ]; then echo INT; else echo TERM; fi)
    moment=$(random "$length")
    start cut "$words"
    sleep "$(printf '%d.%03d' $((moment / 1000)) $((moment % 1000)))"
    kill -s "$signal" "$job" 2>/dev/null || early=$((early + 1))
    wait "$job" 2>/dev/null || true
    sent=$((sent + 1))
    look
    rm -rf "$scratch/cut"
}
stage8=$(for kind in .mpich '' .openmpi; do
    test ! -x "$build/mpicc$kind/stage8" || { echo "mpicc$kind/stage8" && break; }
done)
while read -r words; do
    test "$words" || continue # no MPI here
    begin=$(now)
    start whole "$words"
    wait "$job" || fail "$words: fails by itself"
    length=$(($(now) - begin))
    i=0
    while [ $i -lt "$signals" ]; do
        i=$((i + 1))
        strike
    done
    rm -rf "$scratch/whole"
done 2>/dev/null <<END
bin/stage1 --epochs 20 --history h.csv
bin/stage3 --epochs 5 --history h.csv
bin/stage4 --epochs 5 --history h.csv --save m.pt --export-c m.c
bin/stage5 --epochs 1 --depth 2 --activation relu --history h.csv
bin/stage6 --epochs 2 --hidden 4 --network plain --history h.csv
bin/stage7 --steps 30 --samples 1 --history h.csv --save m.pt
${stage8:+$stage8 --epochs 60 --history h.csv --checkpoint run.pt --save m.pt}
END
echo "signals: $sent sent, $early of them too late; nothing torn, nothing left behind"
