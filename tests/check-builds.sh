#!/bin/sh
# check-builds.sh FOLDER: builds the stages with each compiler that is here and with
# the flags that people use, all warnings being errors, and expects the digits of
# PyTorch from each. What is not installed is left out, and that is said.
#
# From make: MAKE.
set -eu
folder=$1
failed=0
expected='Test Acc.: 0.9800'

same_digits() { # same_digits PROGRAMS RECORD: what all of them print
    for n in 1 2 3 4 5 6 7; do (cd "$1" && "./stage$n" --no-plot) || return 1; done >"$2"
    grep -qx "$expected" "$2" || return 1
    [ -e "$folder/first.txt" ] || cp "$2" "$folder/first.txt"
    cmp "$2" "$folder/first.txt" >&2
}

try() { # try COMPILER FLAGS
    name=$(echo "$1$2" | tr -c 'a-zA-Z0-9\n' _)
    build="$folder/$name"
    if ! command -v "$1" >/dev/null; then
        echo "left out: $1 is not installed"
    elif ! "$MAKE" -s BUILD="$build" CC="$1" CFLAGS="-O2 -Werror $2" all >"$folder/log" 2>&1; then
        cat "$folder/log" >&2
        echo "does not build: $1 $2" >&2
        failed=1
    elif ! same_digits "$build/bin" "$folder/$name.txt"; then
        echo "other digits: $1 $2" >&2
        failed=1
    else
        echo "the same digits: $1 $2"
    fi
}

rm -rf "$folder"
mkdir -p "$folder"
try gcc ""
try gcc -flto
try gcc -fsanitize=undefined
try clang ""
try clang -fsanitize=undefined
try musl-gcc ""
# A processor with floats of 16 bits (-march=native on some) is not taken for one with excess
# precision.
if echo 'int x;' | gcc -mavx512fp16 -xc -fsyntax-only - 2>/dev/null &&
    ! gcc -mavx512fp16 -Icommon -fsyntax-only common/base.c; then
    echo "does not build: gcc -mavx512fp16" >&2
    failed=1
fi
# A compiler with excess precision is stopped, and told what cures it.
if gcc -std=c11 -mfpmath=387 -Icommon -fsyntax-only common/base.c >"$folder/log" 2>&1; then
    echo "excess precision is not noticed" >&2
    failed=1
elif grep -q 'unrecognized\|not valid' "$folder/log"; then
    echo "left out: excess precision, which this compiler does not have"
elif ! grep -q 'mfpmath=sse' "$folder/log"; then
    cat "$folder/log" >&2
    failed=1
else
    echo "stopped, with the flag that helps: excess precision"
fi
exit $failed
