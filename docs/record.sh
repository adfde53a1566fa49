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

for stage in stage[1-9]; do
    "./$stage" --quiet >"$book/new.txt" 2>&1 ||
        { cat "$book/new.txt" >&2; exit 1; }
    for figure in "build/$stage"/*.svg; do
        [ -e "$figure" ] || { echo "The book needs gnuplot for its figures: ./setup.sh installs it." >&2; exit 1; }
        keep "$figure" "$book/figures/${figure##*/}"
    done
    for graph in "build/$stage"/*.dot; do
        [ -e "$graph" ] || continue
        name=${graph##*/}
        dot -Tsvg "$graph" >"$book/new.svg"
        keep "$book/new.svg" "$book/figures/${name%.dot}.svg"
    done
done

while IFS= read -r line; do
    name=${line%%: *}
    sh -c "${line#*: }" >"$book/new.txt" </dev/null ||
        { echo "docs/records.txt: $name: this command failed: ${line#*: }" >&2; exit 1; }
    keep "$book/new.txt" "$book/records/$name.txt"
done <docs/records.txt
rm -f "$book/new.txt" "$book/new.svg"
