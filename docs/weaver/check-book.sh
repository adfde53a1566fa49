#!/bin/sh
# Checks the book that make book and make epub have made: HTML, links, how it looks
# to a browser and to axe, spelling, completeness, EPUB, PDF.
#
#     docs/weaver/check-book.sh build
set -eu
build=$1 book=$1/book tools=$1/check
faults=0
fault() { echo "check-book: $*" >&2; faults=$((faults + 1)); }
need() {
    command -v "$1" >/dev/null ||
        { echo "make check-book needs $1: install the package $2" >&2; exit 1; }
}
need java default-jre-headless
need npm npm
need hunspell hunspell-en-gb
chromium=$(command -v chromium || command -v chromium-browser || command -v google-chrome) ||
    { echo "make check-book needs Chromium: install the package chromium" >&2; exit 1; }

sh docs/weaver/tools.sh "$tools"

echo "HTML"
java -jar "$tools/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only "$book"/*.html ||
    fault "the HTML is not valid"
java -jar "$tools/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only --css docs/weaver/*.css ||
    fault "the CSS is not valid"

echo "Chromium: links, requests, widths, axe"
NODE_PATH=$tools/node_modules CHROMIUM=$chromium node docs/weaver/check_book.mjs "$book" ||
    fault "pages have faults"

echo "Spelling, and numbers"
rm -f "$tools/typed.txt"
sed '/^#/d' docs/book.txt | while read -r chapter; do
    pandoc -f docs/weaver/reader.lua -L docs/weaver/prose.lua -t plain "$chapter" \
        >"$tools/prose.txt"
    hunspell -d en_GB -p docs/weaver/words.txt -l "$tools/prose.txt" | sort -u |
        sed "s|^|$chapter: |"
    # What a stage prints is taken from its record, not typed.
    stage=$(echo "$chapter" | sed -n 's|^stages/\(stage.\)/[a-z0-9_]*[.]c$|\1|p')
    [ -z "$stage" ] || grep -oE '[0-9]+[.][0-9]{4,}' "$tools/prose.txt" | while read -r number; do
        grep -qwF -e "$number" "$build/weave/records/$stage"*.txt &&
            echo "$chapter: $number" >>"$tools/typed.txt"
    done || true
done >"$tools/spelling.txt"
if [ -s "$tools/typed.txt" ]; then
    cat "$tools/typed.txt" >&2
    fault "these numbers are typed, but a record has them: use {.value of=…}"
fi
if [ -s "$tools/spelling.txt" ]; then
    cat "$tools/spelling.txt" >&2
    fault "unknown words: mend them, or add them to docs/weaver/words.txt"
fi

echo "Every file and function of common/"
for file in common/*.c common/*/*.c; do
    grep -qx "$file" docs/book.txt || fault "$file is no chapter of docs/book.txt"
done
# Of a progress bar there is nothing to record.
for file in common/*.c common/*/*.c; do
    [ "$file" != common/program/progress.c ] || continue
    grep -q '^```{.c example="' "$file" ||
        fault "$file does not open with a program (docs/examples)"
done
for file in common/*.c common/*/*.c stages/stage[1-9]/stage[1-9].c; do
    tr '\n' ' ' <"$file" | grep -q '](.*[.]svg){#fig-' || fault "$file has no figure"
done
sed -n 's/^[A-Za-z][A-Za-z0-9_ *]*[ *]\([a-z][a-z0-9_]*\)(.*/\1/p' common/*.h common/*/*.h |
    sort -u |
    while read -r name; do
        grep -q "id=\"def-$name\"" "$book"/*.html || echo "$name"
    done >"$tools/missing.txt"
if [ -s "$tools/missing.txt" ]; then
    cat "$tools/missing.txt" >&2
    fault "these functions stand on no page"
fi

echo "EPUB"
if command -v epubcheck >/dev/null; then # Debian's is a jar without a launcher
    java -jar "$(command -v epubcheck)" --quiet "$build/kindling.epub" ||
        fault "the EPUB is not valid"
else
    fault "epubcheck is not installed: install the package epubcheck"
fi

echo "PDF"
[ "$(wc -c <"$build/kindling.pdf")" -le 6000000 ] || fault "the PDF is larger than 6 MB"
grep -q '<span></span></a>' "$build/weave/print/kindling.html" &&
    fault "a chapter has no number in the contents of the PDF"

[ "$faults" = 0 ] && echo "The book is in order." || exit 1
