#!/bin/sh
# files.sh: the files of this tree, one a line: what git tracks or would track;
# without git, all that was not built and is nobody's work.
if git rev-parse --git-dir >/dev/null 2>&1; then
    git ls-files --cached --others --exclude-standard
else
    find . \( -path ./build -o -path ./work -o -name 'stage[1-5]' -type f \) -prune -o \
        -type f -print
fi | while IFS= read -r file; do
    [ ! -f "$file" ] || printf '%s\n' "$file"
done
