#!/bin/sh
# check_death.sh BUILD KILLS: so many times, with each MPI that is installed, one of four
# processes is killed (signal 9) at a random moment of a training, half of the times of a
# table's, half of the GPT's. All others must end within two seconds, and say once which
# rank has died in which step; the training, gone on with from its last checkpoint, must
# come to the weights of one that was never broken.
set -eu
build=$1 kills=$2
. tests/mpi/mpi.sh
if [ -z "$engines" ] || [ ! -d /proc/self ] || ! command -v pgrep >/dev/null; then
    echo "check-death: left out, there is no MPI, no /proc or no pgrep"
    exit 0
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() {
    echo "check-death: $engine, kill $kill: $*" >&2
    cat "$scratch/err" >&2
    exit 1
}
now() { echo $(($(date +%s%N) / 1000000)); } # milliseconds
find_processes() { # of the training, without the guards, which are their children
    for process in $(pgrep -f "$scratch/run.pt"); do
        parent=$(sed 's/.*) . \([0-9]*\) .*/\1/' "/proc/$process/stat")
        [ "$(readlink "/proc/$process/exe")" != "$(readlink -f "$program")" ] ||
            [ "$(readlink "/proc/$parent/exe")" = "$(readlink -f "$program")" ] ||
            echo "$process"
    done 2>/dev/null
}
some_live() { # a process that is only to be buried has no exe any more
    for process in $processes; do
        [ ! -e "/proc/$process/exe" ] || return 0
    done
    return 1
}
random() { # random MOST: a number from 0, of a seed that moves on
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    echo $((seed / 65536 % ($1 + 1)))
}
sum() { sha1sum <"$1/state.pt"; }
resume() {
    from=
    [ ! -e "$scratch/run.pt" ] || from="--resume $scratch/run.pt"
    # shellcheck disable=SC2086 # words
    run 2 $training $from --save "$scratch/resumed/state.pt" >"$scratch/out" 2>"$scratch/err" ||
        fail "it does not go on"
    [ "$(sum "$scratch/resumed")" = "$unbroken" ] || fail "other weights"
}

# Starts the training, waits for its first checkpoint and then some milliseconds more,
# and kills one of its processes.
strike() {
    rm -f "$scratch/run.pt"
    # shellcheck disable=SC2086 # words
    run 4 $training --checkpoint "$scratch/run.pt" >"$scratch/out" 2>"$scratch/err" &
    job=$!
    while [ ! -e "$scratch/run.pt" ] && kill -0 $job 2>/dev/null; do sleep 0.01; done
    sleep "$(printf '0.%03d' "$(random "$length")")"
    processes=$(find_processes)
    [ "$(echo "$processes" | wc -w)" = 4 ] || return 1
    victim=$(echo "$processes" | sed -n "$(($(random 3) + 1))p")
    rank=$(tr '\0' '\n' 2>/dev/null <"/proc/$victim/environ" |
        sed -n 's/^\(OMPI_COMM_WORLD_RANK\|PMI_RANK\)=//p')
    kill -9 "$victim" 2>/dev/null
}
check_end() {
    start=$(now)
    while some_live && [ $(($(now) - start)) -lt 5000 ]; do sleep 0.01; done
    took=$(($(now) - start))
    if wait $job; then fail "exit status 0"; fi
    [ $took -le 2000 ] || fail "the others have lived for $took ms"
    [ $took -le $longest ] || longest=$took
    [ "$(grep -c 'has died' "$scratch/err")" = 1 ] || fail "not said once"
    grep -qx "stage8: rank $rank has died in step [0-9]*" "$scratch/err" || fail "not rank $rank"
}

# Half of the kills, rounded up.
strike_training() { # strike_training OPTIONS
    training=$1 length=800 kill=0
    # shellcheck disable=SC2086 # words
    run 4 $training --checkpoint "$scratch/run.pt" --save "$scratch/whole/state.pt" \
        >"$scratch/out" 2>"$scratch/err"
    unbroken=$(sum "$scratch/whole")
    while [ $kill -lt $(((kills + 1) / 2)) ]; do
        if strike; then
            kill=$((kill + 1)) done=$((done + 1))
            check_end
            resume
        else # it was over before
            wait $job || fail "it fails by itself"
            length=$((length * 3 / 4))
        fi
    done
}

seed=$kills longest=0 done=0 kill=0
mkdir "$scratch/whole" "$scratch/resumed"
for engine in $engines; do
    use "$engine"
    strike_training "--quiet --epochs 300 --data data/iris.csv"
    strike_training "--quiet --gpt --steps 500 --checkpoint-every 20"
done
echo "check-death: $done kills with$engines, the others ended within $longest ms," \
    "all went on to the same weights"
