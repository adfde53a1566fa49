#!/bin/sh
# compile.sh FILE EXERCISE OUT: makes OUT/learner (and OUT/learner-asan, where
# the compiler has AddressSanitizer) of the learner's FILE and EXERCISE/run.c.
# What the compiler says goes to OUT/learner.log. The status is always 0: that
# there is no program is the grader's business.
#
# From make: COMPILE, LIBS, OBJECTS (the folder of core.a, runner.o, sandbox.o,
# their -asan forms, and headers.txt). ASAN=no leaves the second program out.
file=$1 exercise=$2 out=$3
here=tests/grader
mkdir -p "$out" && rm -f "$out"/learner "$out"/learner-asan "$out"/learner.o
exec > "$out/learner.log" 2>&1 < /dev/null
export LC_ALL=C # the grader reads it
ulimit -t 20
ulimit -v 4000000 2>/dev/null
ulimit -f 200000 # of 512 bytes

# The learner's names are made private, so that none of them takes the place of
# a function of the runner or of the C library.
build() { # build PROGRAM SUFFIX FLAGS…
    program=$1 suffix=$2
    shift 2
    $COMPILE -O1 -g "$@" -I$here -I. -DEXERCISE='"learner.h"' \
        -DLEARNER="\"$file\"" -c "$exercise/run.c" -o "$out/learner.o" || return
    if command -v objcopy > /dev/null; then
        objcopy --keep-global-symbol=exercise_items "$out/learner.o" || return
    fi
    $COMPILE "$@" "$OBJECTS/sandbox$suffix.o" "$OBJECTS/runner$suffix.o" \
        "$out/learner.o" "$OBJECTS/core$suffix.a" $LIBS -o "$program"
}

# Only the headers of the course and of the C standard: no solution, nobody
# else's file. The compiler names all it reads.
if [ -L "$file" ] || [ ! -f "$file" ]; then
    echo "error: $file is no file: not a link, not a folder, the file is wanted"
    exit 0
fi
read_files=$($COMPILE -I$here -I. -DEXERCISE='"learner.h"' \
    -DLEARNER="\"$file\"" -M -MT "" "$exercise/run.c") || exit 0
for name in $read_files; do
    case $name in : | \\ | "$file" | "./$file" | "$exercise/run.c") continue ;; esac
    if ! grep -qxF -e "$name" "$OBJECTS/headers.txt"; then
        echo "error: $file includes $name: only standard C headers and those" \
            "of common/ are allowed"
        exit 0
    fi
done

build "$out/learner" "" || { rm -f "$out/learner"; exit 0; }

# What the exercise is about is not to be had from the library.
for name in $(sed -n 's/^forbidden: //p' "$exercise/about.txt"); do
    if nm -u "$out/learner.o" | grep -q "[ _]$name\$"; then
        echo "error: $file calls $name: here it is you who writes that"
        rm -f "$out/learner"
        exit 0
    fi
done
if [ "$ASAN" != no ] && [ -f "$OBJECTS/core-asan.a" ]; then
    build "$out/learner-asan" -asan -fsanitize=address \
        -fno-omit-frame-pointer -fno-inline -no-pie > /dev/null 2>&1 ||
        rm -f "$out/learner-asan"
fi
rm -f "$out/learner.o"
exit 0
