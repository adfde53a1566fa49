#!/bin/sh
# Runs what docs/records.txt lists and keeps what is printed under
# build/book/records/, and the figures under build/book/figures/. A file that
# comes out the same is not touched, so make weaves only what has changed.
set -eu
book=$1
mkdir -p "$book/records" "$book/figures"

keep() { # keep NEW OLD
    cmp -s "$1" "$2" || cp "$1" "$2"
}

command -v dot >/dev/null ||
    { echo "The book needs dot for its graphs: ./setup.sh book installs Graphviz." >&2; exit 1; }

for stage in stage[1-9]; do
    "./$stage" --quiet >"$book/new.txt" 2>&1 ||
        { cat "$book/new.txt" >&2; exit 1; }
    for figure in "build/$stage"/*.svg; do
        [ -e "$figure" ] || { echo "The book needs gnuplot for its figures: ./setup.sh installs it." >&2; exit 1; }
        keep "$figure" "$book/figures/${figure##*/}"
    done
done
for script in docs/*.gp; do
    gnuplot -e "dir='$book'" "$script"
    name=$(basename "$script" .gp).svg
    keep "$book/$name" "$book/figures/$name"
    rm "$book/$name"
done
for drawing in docs/*.dot; do
    dot -Tsvg "$drawing" >"$book/new.svg"
    keep "$book/new.svg" "$book/figures/$(basename "$drawing" .dot).svg"
done
for stage in stage1 stage3; do
    "./$stage" --graph
    dot -Tsvg "build/$stage/$stage-graph.dot" >"$book/new.svg"
    keep "$book/new.svg" "$book/figures/$stage-graph.svg"
done

while IFS= read -r line; do
    name=${line%%: *}
    sh -c "${line#*: }" >"$book/new.txt" </dev/null ||
        { echo "docs/records.txt: $name: this command failed: ${line#*: }" >&2; exit 1; }
    keep "$book/new.txt" "$book/records/$name.txt"
done <docs/records.txt
rm -f "$book/new.txt" "$book/new.svg"
