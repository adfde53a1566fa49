#!/bin/sh
# files.sh: the files of the course, one a line: of the folders and kinds named
# here those that git tracks, or where there is no git, those that are there.
# Whatever else lies in a checkout (submissions, grades, notes) is never listed.
set -eu
first='LICENSE|CITATION\.cff|Makefile|README\.md|setup\.sh'
first="$first"'|\.(gitignore|gitattributes|editorconfig|clang-format|clang-tidy)'
first="$first"'|docs/site/\.npmrc'
folders='common|data|docs|stages|tests'
kinds='awk|c|cpp|css|csv|dot|gp|h|html|js|json|lua|md|mjs|mk|pt|py|sh|svg|txt|woff2|yml'
name='[A-Za-z0-9][A-Za-z0-9._-]*'
corpus="tests/fuzz/corpus/$name/$name"
exercise='about\.txt|answers\.txt|cases|hints\.md|run\.c|solution\.c|mistakes|survivors|words'

if git ls-files --error-unmatch Makefile >/dev/null 2>&1; then
    git ls-files
else
    find . -type f | sed 's|^\./||'
fi | awk -v first="^($first)\$" -v course="^($folders)(/$name)+\\\\.($kinds)\$" \
    -v exercise="^tests/exercises/$name/($exercise)\$" -v corpus="^$corpus\$" '
    /\.\./ { next }
    /^tests\/exercises\/.*\// { if ($0 ~ exercise) print; next }
    $0 ~ first || $0 ~ course || $0 ~ corpus' |
    while IFS= read -r file; do
        if [ -f "$file" ] && [ ! -L "$file" ]; then printf '%s\n' "$file"; fi
    done
