#!/bin/sh
# mutant.sh try NUMBER FILE: compiles this mutant and shows it to the tests, first as it is,
# then, where none saw it, with AddressSanitizer, which also sees what is read or written
# beside an array, and what is not freed. Prints FILE, NUMBER and what became of it.
# mutant.sh original PATH FILE: compiles PATH.c, which every test must be content with.
set -u
case $2$3 in
*ops_*) SHOWN="ops $SHOWN" ;;
esac

compile() { # compile PATH FLAGS
    $COMPILE $2 -shared -Wl,-s,--build-id=none "$1.c" -o "$1.so" -lm 2>"$1.log"
}

# The first test that fails, or nothing.
seen_by() { # seen_by FOLDER_OF_TESTS LIBRARIES
    for test in $SHOWN; do
        (ulimit -t 10 && timeout -k 1 200 env CK_FORK=no MALLOC_PERTURB_=165 LD_PRELOAD="$2" \
            ASAN_OPTIONS=allocator_may_return_null=1 \
            "$1/check_$test") >/dev/null 2>&1
        case $? in
        0) ;;
        124 | 137 | 152) echo "time $test" && return ;;
        *) echo "killed $test" && return ;;
        esac
    done
}

seen_with_asan() { # seen_with_asan PATH
    compile "$1" "$ASAN"
    seen_by "$FOLDER/asan" "$(${COMPILE%% *} -print-file-name=libasan.so) $1.so"
}

judge() { # judge PATH
    compile "$1" "" || { echo uncompiled && return; }
    cmp -s "$1.so" "$(dirname "$1")/original.so" && { echo same && return; }
    found=$(seen_by "$FOLDER" "$1.so")
    found=${found:-$(seen_with_asan "$1")}
    echo "${found:-survived}"
}

if [ "$1" = original ]; then
    found=$(seen_with_asan "$2")
    compile "$2" ""
    found=$found$(seen_by "$FOLDER" "$2.so")
    if [ -n "$found" ]; then
        echo "mutants: the tests do not pass without a mistake: $found" >&2
        exit 1
    fi
else
    path=$FOLDER/made/$(basename "$3" .c)/$2
    printf '%s\t%s\t%s\n' "$3" "$2" "$(judge "$path")"
    rm -f "$path.so" "$path.log"
fi
