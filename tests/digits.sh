#!/bin/sh
# digits.sh FOLDER [EMULATOR]: runs the stages of FOLDER/bin, each for a while, and prints
# all that they print, and a checksum of each file that they write: of two builds that
# compute the same, the same.
set -eu
bin=$(cd "$1/bin" && pwd)
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
cd "$made"
ln -s "$bin/data" data
run() { # run STAGE OPTIONS…
    stage=$1
    shift
    echo "$stage $*"
    $emulator "$bin/$stage" --no-plot --history "$stage.csv" "$@"
}
emulator=${2:-}
run stage1
run stage2
run stage3
run stage4 --save stage4.pt
run stage5 --epochs 3
run stage6 --epochs 2 --hidden 32
run stage7 --steps 60 --samples 5 --save stage7.pt
cksum ./*.csv ./*.pt
