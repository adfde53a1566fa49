#!/bin/sh
# weave.sh PASS CHAPTER TO: one pass of pandoc over a chapter.
#
#     labels  what others can refer to. TO.txt is touched only if it changes, so
#             only then other pages are made again; TO.words is for the search
#     html    the page
#     json    the page for the EPUB and the PDF
#
# From make: BOOK and WEAVE, the folders of the pages and of all else.
set -eu
pass=$1 chapter=$2 to=$3
weave() { pandoc -f docs/weaver/reader.lua --fail-if-warnings "$@" "$chapter"; }
mkdir -p "$(dirname "$to")"

case $pass in
labels)
    LABELS=$to.words weave -L docs/weaver/labels.lua -t plain -o /dev/null
    grep -v '^text' "$to.words" >"$to.new"
    cmp -s "$to.new" "$to.txt" || cp "$to.new" "$to.txt"
    rm "$to.new"
    ;;
html)
    weave -L docs/weaver/weave.lua -t html5 --template docs/weaver/page.html -o "$to.new"
    # Links on numbered lines of code are no stops for the keyboard, and the
    # empty corner of a table is no heading.
    sed -e 's|<a href="\(.cb[0-9-]*\)"></a>|<a href="\1" aria-hidden="true" tabindex="-1"></a>|' \
        -e 's|<th[^>]*></th>|<td></td>|' "$to.new" >"$to"
    rm "$to.new"
    ;;
json)
    weave -L docs/weaver/weave.lua -t json -o "$to"
    ;;
esac
