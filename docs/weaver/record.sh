#!/bin/sh
# Runs what docs/records.txt lists and keeps what is printed under
# build/weave/records/, and the figures under build/weave/figures/. A file that
# comes out the same is not touched, so make weaves only what has changed.
set -eu
weave=$1
mkdir -p "$weave/records" "$weave/figures"

keep() { # keep NEW OLD
    cmp -s "$1" "$2" || cp "$1" "$2"
}

command -v dot >/dev/null ||
    { echo "The book needs dot for its graphs: ./setup.sh book installs Graphviz." >&2; exit 1; }

for stage in stage[1-9]; do
    "./$stage" --quiet >"$weave/new.txt" 2>&1 ||
        { cat "$weave/new.txt" >&2; exit 1; }
    for figure in "build/$stage"/*.svg; do
        [ -e "$figure" ] || { echo "The book needs gnuplot for its figures: ./setup.sh installs it." >&2; exit 1; }
        keep "$figure" "$weave/figures/${figure##*/}"
    done
done
for script in docs/figures/*.gp; do
    gnuplot -e "dir='$weave'" "$script"
    name=$(basename "$script" .gp).svg
    keep "$weave/$name" "$weave/figures/$name"
    rm "$weave/$name"
done
for drawing in docs/figures/*.dot; do
    dot -Tsvg "$drawing" >"$weave/new.svg"
    keep "$weave/new.svg" "$weave/figures/$(basename "$drawing" .dot).svg"
done
for stage in stage1 stage3; do
    "./$stage" --graph
    dot -Tsvg "build/$stage/$stage-graph.dot" >"$weave/new.svg"
    keep "$weave/new.svg" "$weave/figures/$stage-graph.svg"
done

for example in docs/examples/*.c; do
    name=$(basename "$example" .c)
    "build/examples/$name" >"$weave/new.txt" 2>&1 ||
        { cat "$weave/new.txt" >&2; echo "$example failed" >&2; exit 1; }
    keep "$weave/new.txt" "$weave/records/example-$name.txt"
done

while IFS= read -r line; do
    name=${line%%: *}
    sh -c "${line#*: }" >"$weave/new.txt" </dev/null ||
        { echo "docs/records.txt: $name: this command failed: ${line#*: }" >&2; exit 1; }
    keep "$weave/new.txt" "$weave/records/$name.txt"
done <docs/records.txt
rm -f "$weave/new.txt" "$weave/new.svg"
