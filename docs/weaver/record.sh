#!/bin/sh
# record.sh BUILD WEAVE: runs what docs/records.txt lists and keeps what is printed
# under WEAVE/records/, and the figures under WEAVE/figures/. A file that comes out
# the same is not touched, so make weaves only what has changed.
#
# All runs in WEAVE/run, which looks like the top of the tree with everything
# built, so that nothing is written there.
set -eu
mkdir -p "$2/records" "$2/figures"
build=$(cd "$1" && pwd)
weave=$(cd "$2" && pwd)
rm -rf "$weave/run"
mkdir "$weave/run"
ln -s "$PWD/common" "$PWD/data" "$PWD/docs" "$PWD/stages" "$PWD/tests" \
    "$build"/bin/stage[1-9] "$weave/run"
cd "$weave/run"

keep() { # keep NEW OLD
    cmp -s "$1" "$2" || cp "$1" "$2"
}

command -v dot >/dev/null ||
    { echo "The book needs dot for its graphs: ./setup.sh book installs Graphviz." >&2; exit 1; }
no_figure() {
    echo "The book needs gnuplot for its figures: ./setup.sh installs it." >&2
    exit 1
}

for stage in stage[1-9]; do
    "./$stage" --quiet >"$weave/new.txt" 2>&1 ||
        { cat "$weave/new.txt" >&2; exit 1; }
    for figure in "build/$stage"/*.svg; do
        [ -e "$figure" ] || no_figure
        keep "$figure" "$weave/figures/${figure##*/}"
    done
done
for script in docs/figures/*.gp; do
    env -u GNUTERM gnuplot -e "dir='$weave'" "$script"
    name=$(basename "$script" .gp).svg
    keep "$weave/$name" "$weave/figures/$name"
    rm "$weave/$name"
done
for drawing in docs/figures/*.dot; do
    dot -Tsvg -Gbgcolor=transparent -Gpad=0.1 -Granksep=0.4 -Gfontname=sans-serif \
        -Nfontname=sans-serif -Nfontsize=13 -Ncolor='#222221' -Nfontcolor='#222221' \
        -Efontname=sans-serif -Efontsize=12 -Ecolor='#222221' -Efontcolor='#222221' \
        "$drawing" >"$weave/new.svg"
    keep "$weave/new.svg" "$weave/figures/$(basename "$drawing" .dot).svg"
done
for stage in stage1 stage3; do
    "./$stage" --graph
    dot -Tsvg "build/$stage/$stage-graph.dot" >"$weave/new.svg"
    keep "$weave/new.svg" "$weave/figures/$stage-graph.svg"
done

for example in docs/examples/*.c; do
    name=$(basename "$example" .c)
    "$build/examples/$name" >"$weave/new.txt" 2>&1 ||
        { cat "$weave/new.txt" >&2; echo "$example failed" >&2; exit 1; }
    keep "$weave/new.txt" "$weave/records/example-$name.txt"
done
dot -Tsvg graph.dot >"$weave/new.svg" # that of draw_graph.c
keep "$weave/new.svg" "$weave/figures/draw_graph.svg"

while IFS= read -r line; do
    name=${line%%: *}
    sh -c "${line#*: }" >"$weave/new.txt" </dev/null ||
        { echo "docs/records.txt: $name: this command failed: ${line#*: }" >&2; exit 1; }
    keep "$weave/new.txt" "$weave/records/$name.txt"
done <docs/records.txt
rm -rf "$weave/new.txt" "$weave/new.svg" "$weave/run"
