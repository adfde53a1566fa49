#!/bin/sh
# Are mistakes put into a solution as their file says, and is it named what does
# not fit? Works in a folder that it empties: check_mistakes.sh FOLDER
set -u
folder=$1
rm -rf "$folder" && mkdir -p "$folder/out" || exit 1
failed=0
fail() { printf 'check_mistakes: %s\n' "$*" >&2; failed=1; }
put_in() { # the mistakes come from stdin
    cat > "$folder/mistakes"
    awk -v folder="$folder/out" -f tests/grader/mistakes.awk \
        "$folder/solution.c" RS= "$folder/mistakes" > "$folder/list" 2> "$folder/log"
}

cat > "$folder/solution.c" <<'END'
/*: # Solution */
int first(int a)
{
    a += 1; // "100 %" \n & more
    return a;
}

int second(int a)
{
    a += 1; // "100 %" \n & more
    return a * a;
}
END

put_in <<'END' || fail "good mistakes are refused: $(cat "$folder/log")"
# A remark, and below it
# another line.

both: A sentence of two
lines.
+#include <math.h>
 int first(int a)
 {
-    a += 1; // "100 %" \n & more
+    a += 2; // 50 %d
...
-    return a * a;
+
+    return a;
 }


last: One line is gone.
-    return a * a;
END
cat > "$folder/both.c" <<'END'
/*: # Solution */
#include <math.h>
int first(int a)
{
    a += 2; // 50 %d
    return a;
}

int second(int a)
{
    a += 1; // "100 %" \n & more

    return a;
}
END
grep -v 'a \* a' "$folder/solution.c" > "$folder/last.c"
printf 'both\tA sentence of two lines.\nlast\tOne line is gone.\n' > "$folder/expected"
for name in both last; do
    cmp -s "$folder/$name.c" "$folder/out/$name.c" || fail "$name.c is not as it should be"
done
cmp -s "$folder/expected" "$folder/list" || fail "names and sentences: $(cat "$folder/list")"

stops() { # stops MESSAGE: with the mistakes from stdin
    if put_in; then
        fail "taken all the same: $1"
    elif [ "$(cat "$folder/log")" != "$folder/mistakes: $1" ]; then
        fail "expected: $1, got: $(cat "$folder/log")"
    fi
}
stops 'absent: not in solution.c:     return b;' <<'END'
absent: A line is not there.
-    return b;
+    return a;
END
stops 'shorter: not in solution.c:     return a' <<'END'
shorter: The beginning of a line is no line.
-    return a
END
stops 'apart: not in solution.c: int first(int a)' <<'END'
apart: The two lines do not follow each other.
 int first(int a)
-    return a;
END
stops 'twice: more than once in solution.c:     a += 1; // "100 %" \n & more' <<'END'
twice: Which of the two?
+    int b;
-    a += 1; // "100 %" \n & more
END
stops 'second: more than once in solution.c: }' <<'END'
second: The other place is not there only once.
-    return a * a;
...
-}
END
stops 'nowhere: no line says where' <<'END'
nowhere: Only a new line.
+    int b;
END
stops 'nothing: no line says where' <<'END'
nothing: It changes nothing.
END
stops 'same: there are two of this name' <<'END'
same: One.
-    return a * a;

same: Another.
-    return a;
END
stops 'Sum: it begins with no name and sentence' <<'END'
Sum: A name has small letters, digits and -.
-    return a;
END
stops 'open: begins with none of -, + and blank: return a;' <<'END'
open: A line of the solution has no mark.
-    return a;
return a;
END

log=$(tests/grader/mistakes.sh "$folder/9.9-none" "$folder/out" 2>&1) &&
    fail "an exercise that is not there passes"
[ "$log" = "mistakes.sh: there is no $folder/9.9-none/solution.c" ] ||
    fail "of an exercise that is not there it is said: $log"
exit $failed
