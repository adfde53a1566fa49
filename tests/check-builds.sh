#!/bin/sh
# check-builds.sh FOLDER [all]: builds the stages with each compiler that is here and with
# the flags that people use, all warnings being errors, and expects from each the digits of
# PyTorch and the same files (digits.sh). With "all" also the flags that change more, and
# other processors, whose programs qemu runs: one of 32 bits, two whose bytes stand the
# other way round. What is not installed is left out, and that is said. While they are
# built nothing can be written into the sources, where bubblewrap can see to that.
#
# From make: MAKE.
set -eu
folder=$1
failed=0
expected='Test Acc.: 0.9800'

same_digits() { # same_digits BUILD RECORD EMULATOR
    sh tests/digits.sh "$1" "$3" >"$2" && grep -qx "$expected" "$2" || return 1
    [ -e "$folder/first.txt" ] || cp "$2" "$folder/first.txt"
    diff "$folder/first.txt" "$2" >&2
}

build() { # build ARGUMENTS OF MAKE
    if [ "$closed" ]; then
        bwrap --dev-bind / / --ro-bind "$PWD" "$PWD" --bind "$whole" "$whole" "$MAKE" "$@"
    else
        "$MAKE" "$@"
    fi
}

try() { # try COMPILER FLAGS [EMULATOR [MORE FOR MAKE]]
    name=$(echo "$1$2" | tr -c 'a-zA-Z0-9\n' _)
    target="$folder/$name"
    for program in "$1" ${3:-}; do
        command -v "$program" >/dev/null || {
            echo "left out: $1 $2: $program is not installed"
            return 0
        }
    done
    # shellcheck disable=SC2086
    if ! build -s BUILD="$target" CC="$1" CFLAGS="-O2 -Werror $2" ${4:-} all \
        >"$folder/log" 2>&1; then
        cat "$folder/log" >&2
        echo "does not build: $1 $2" >&2
        failed=1
    elif ! same_digits "$target" "$folder/$name.txt" "${3:-}"; then
        echo "other digits: $1 $2" >&2
        failed=1
    else
        echo "the same digits: $1 $2"
    fi
    rm -rf "$target"
}

# try_processor NAME PREFIX FLAGS: with the cross compiler, in the emulator.
try_processor() {
    try "$2-gcc" "$3" "qemu-$1" "AR=$2-ar LDFLAGS=-static"
}

rm -rf "$folder"
mkdir -p "$folder"
whole=$(cd "$folder" && pwd)
closed=$(bwrap --dev-bind / / echo yes 2>/dev/null || true)
[ "$closed" ] || echo "left out: sources that cannot be written to: no bwrap"
try gcc ""
try gcc -flto
try clang ""
try musl-gcc ""
if [ "${2:-}" = all ]; then
    try gcc -fsanitize=undefined
    try clang -fsanitize=undefined
    try gcc -O0
    try gcc -O1
    try gcc "-O3 -march=native"
    try gcc "-Os -funsigned-char"
    try gcc "-D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE" "" LDFLAGS=-pie
    try clang "-O3 -march=native"
    # Headers of the kernel are the same for both; only gcc-multilib puts them where -m32 looks.
    m32="-m32 -isystem /usr/include/x86_64-linux-gnu"
    # shellcheck disable=SC2086
    if printf '#include <errno.h>\nint main(void) { return errno; }\n' |
        gcc $m32 -xc - -o "$folder/m32" 2>/dev/null; then
        try gcc "$m32 -msse2 -mfpmath=sse"
    else
        echo "left out: gcc -m32: its library is not installed"
    fi
    try_processor aarch64 aarch64-linux-gnu ""
    try_processor ppc64 powerpc64-linux-gnu ""
    try_processor s390x s390x-linux-gnu -fexcess-precision=fast
fi
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
