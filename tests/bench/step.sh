#!/bin/sh
# Where the instructions of a step of stage 3 go, counted by callgrind.
#     step.sh PROGRAMS >docs/bench-step.txt
# The parts do not overlap; "the rest of backward" is the walk along the tape and the
# ways back of all operations but the linear layer.
set -eu
steps=10000
counts=$(mktemp)
trap 'rm -f "$counts"' EXIT
valgrind --tool=callgrind --callgrind-out-file="$counts" "$1/stage3" --no-plot --quiet \
    --epochs $((steps / 50)) >"$counts.log" 2>&1 || { cat "$counts.log" >&2; exit 1; }
rm -f "$counts.log"
callgrind_annotate --inclusive=yes --threshold=100 "$counts" | awk -v steps=$steps '
    BEGIN {
        split("dataloader_next tensor_linear tensor_sigmoid tensor_softmax cross_entropy_loss " \
              "linear_backward backward optimizer_step count_correct", name, " ")
    }
    {
        number = $1
        gsub(/,/, "", number)
        if (match($0, /:[a-z_0-9]+( \[|$)/)) {
            of = substr($0, RSTART + 1, RLENGTH - 1)
            sub(/ \[/, "", of)
            if (number + 0 > count[of]) count[of] = number + 0
        }
    }
    END {
        count["backward"] -= count["linear_backward"]
        for (i = 1; i in name; i++) {
            label = name[i] == "backward" ? "the rest of backward" : name[i]
            printf "%-22s %6.0f\n", label, count[name[i]] / steps
            sum += count[name[i]] / steps
        }
        printf "%-22s %6.0f\n", "all of these", sum
        printf "%-22s %6.0f\n", "tape_push, in them", count["tape_push"] / steps
    }'
