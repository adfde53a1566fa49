#!/bin/sh
# print.sh TO JSON…: the book as a PDF, printed twice by Chromium: the numbers in the
# contents are known when the first printing is there.
#
# From make: WEAVE, the folder of all that is made on the way, and CHROMIUM.
set -eu
to=$1
shift
mkdir -p "$WEAVE/print"
folder=$(cd "$WEAVE/print" && pwd)
rm -f "$folder/leaves.txt"

for printing in first second; do
    # Nobody follows a link to a line of code on paper, and there are ten thousand.
    JOIN=print LEAVES=$folder/leaves.txt pandoc -f docs/weaver/join.lua "$@" \
        -t html5 --template docs/weaver/print.html -o "$folder/joined.html"
    sed 's|<span id="[^"]*cb[0-9-]*"><a href="[^"]*"[^>]*></a>|<span><a></a>|' \
        "$folder/joined.html" >"$folder/kindling.html"
    "$CHROMIUM" --headless --no-sandbox --disable-gpu --no-pdf-header-footer \
        --disable-pdf-tagging --generate-pdf-document-outline --print-to-pdf="$to" \
        "file://$folder/kindling.html" 2>"$folder/log" || { cat "$folder/log" >&2; exit 1; }
    [ $printing = second ] && break
    # In the file each page is an object, in order, and each name has the object of its page.
    tr -d '\000' <"$to" | LC_ALL=C awk '
        / 0 obj$/ { object = $1 }
        /^<<\/Type \/Page$/ { leaf[object] = ++leaves }
        /^(<<)?\/[^ ]+ \[[0-9]+ 0 R \/XYZ/ {
            sub(/^(<<)?\//, "")
            print $1, leaf[substr($2, 2)]
        }' >"$folder/leaves.txt"
done
