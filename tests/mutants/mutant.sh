#!/bin/sh
# mutant.sh try NUMBER FILE: compiles this mutant and shows it to the tests, first as it is,
# then, where none saw it, with AddressSanitizer, which also sees what is read or written
# beside an array, and what is not freed. Prints FILE, NUMBER and what became of it.
# mutant.sh original PATH: compiles PATH.c, which every test must be content with.
set -u
case $* in
*module*) SHOWN="$SHOWN model_file model_file_faults" ;;
esac

compile() { # compile PATH FLAGS
    # shellcheck disable=SC2086
    $COMPILE $2 -shared -Wl,-s,--build-id=none "$1.c" -o "$1.so" -lm 2>"$1.log"
}

# The first test that fails, or nothing.
seen_by() { # seen_by FOLDER_OF_TESTS LIBRARIES
    for test in $SHOWN; do
        # shellcheck disable=SC3045
        (ulimit -t 10 && timeout -k 1 200 env CK_FORK=no MALLOC_PERTURB_=165 LD_PRELOAD="$2" \
            ASAN_OPTIONS=allocator_may_return_null=1 "$1/check_$test") >/dev/null 2>&1
        case $? in
        0) ;;
        124 | 137 | 152) echo "time $test" && return ;;
        *) echo "killed $test" && return ;;
        esac
    done
}

seen_with_asan() { # seen_with_asan PATH
    compile "$1" "-O0 $ASAN"
    seen_by "$FOLDER/asan" "$(${COMPILE%% *} -print-file-name=libasan.so) $1.so"
}

# Is it the same program, in the compiler's opinion?
is_same() { # is_same PATH
    compile "$1" -O2 && cmp -s "$1.so" "$(dirname "$1")/original.so"
}

judge() { # judge PATH
    compile "$1" -O0 || { echo uncompiled && return; }
    found=$(seen_by "$FOLDER" "$1.so")
    test "$found" && echo "$found" && return
    is_same "$1" && echo same && return
    found=$(seen_with_asan "$1")
    echo "${found:-survived}"
}

if [ "$1" = original ]; then
    found=$(seen_with_asan "$2")
    compile "$2" -O2
    found=$found$(seen_by "$FOLDER" "$2.so")
    if [ -n "$found" ]; then
        echo "mutants: the tests do not pass without a mistake: $found" >&2
        exit 1
    fi
else
    exec 2>/dev/null # where the shell says how a test ended
    path=$FOLDER/made/$(basename "$3" .c)/$2
    printf '%s\t%s\t%s\n' "$3" "$2" "$(judge "$path")"
    rm -f "$path.so" "$path.log"
fi
