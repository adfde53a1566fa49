#!/bin/sh
# mutant.sh try NUMBER FILE: compiles this mutant and shows it to the tests, first as it is,
# then, where none saw it, with AddressSanitizer, which also sees what is read or written
# beside an array, and what is not freed. Prints FILE, NUMBER and what became of it.
# mutant.sh original PATH: compiles PATH.c, which every test must be content with.
set -u
case $* in
*module*) SHOWN="$SHOWN model_file model_file_faults" ;;
esac

# The library of the core in which this file stands before the original.
compile() { # compile PATH FLAGS ARCHIVE
    mkdir -p "$1"
    # shellcheck disable=SC2086
    $COMPILE $2 -shared -Wl,-s,--build-id=none,-z,muldefs "$1.c" \
        -Wl,--whole-archive "$3" -Wl,--no-whole-archive -lm -o "$1/libcommon.so"
}

# The first test that fails, or nothing.
seen_by() { # seen_by FOLDER_OF_TESTS PATH
    for test in $SHOWN; do
        # shellcheck disable=SC3045
        (ulimit -t 40 && timeout -k 1 200 env CK_FORK=no MALLOC_PERTURB_=165 \
            ASAN_OPTIONS=allocator_may_return_null=1 LD_LIBRARY_PATH="$2" \
            "$1/check_$test") >/dev/null 2>&1
        case $? in
        0) ;;
        124 | 137 | 152) echo "time $test" && return ;;
        *) echo "killed $test" && return ;;
        esac
    done
}

seen_with_asan() { # seen_with_asan PATH
    compile "$1" "-O0 $ASAN" "$FOLDER/asan/common.a"
    seen_by "$FOLDER/asan" "$1"
}

# Is it the same program, in the compiler's opinion?
is_same() { # is_same PATH
    compile "$1" -O2 "$FOLDER/common.a" &&
        cmp -s "$1/libcommon.so" "$(dirname "$1")/original/libcommon.so"
}

judge() { # judge PATH
    compile "$1" -O0 "$FOLDER/common.a" || { echo uncompiled && return; }
    found=$(seen_by "$FOLDER" "$1")
    test "$found" && echo "$found" && return
    is_same "$1" && echo same && return
    found=$(seen_with_asan "$1")
    echo "${found:-survived}"
}

if [ "$1" = original ]; then
    found=$(seen_with_asan "$2")
    compile "$2" -O2 "$FOLDER/common.a"
    found=$found$(seen_by "$FOLDER" "$2")
    if [ -n "$found" ]; then
        echo "mutants: the tests do not pass without a mistake: $found" >&2
        exit 1
    fi
else
    exec 2>/dev/null # where the shell says how a test ended
    path=$FOLDER/made/$(basename "$3" .c)/$2
    printf '%s\t%s\t%s\n' "$3" "$2" "$(judge "$path")"
    rm -rf "$path"
fi
