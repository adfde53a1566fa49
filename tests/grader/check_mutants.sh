#!/bin/sh
# Are mistakes put into a solution as their file says, and is it named what does
# not fit? And are those made that rules describe? Works in a folder that it
# empties: check_mutants.sh FOLDER TOOLS, with mutate and join in TOOLS.
set -u
folder=$1 tools=$2
rm -rf "$folder" && mkdir -p "$folder/out" || exit 1
failed=0
fail() { printf 'check_mistakes: %s\n' "$*" >&2; failed=1; }
put_in() { # the mistakes come from stdin
    cat > "$folder/mistakes"
    awk -v folder="$folder/out" -f tests/grader/apply_mistakes.awk \
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

parts: Only parts of lines.
~ a * a => b
~2 a += 1 => a -= 1
~* return => give back
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
sed -e 's/return a \* a/give back b/; s/return a;/give back a;/' -e '10s/a += 1/a -= 1/' \
    "$folder/solution.c" > "$folder/parts.c"
printf '%s\t%s\n' both 'A sentence of two lines.' last 'One line is gone.' \
    parts 'Only parts of lines.' > "$folder/expected"
for name in both last parts; do
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
stops 'part: not in solution.c: a + b' <<'END'
part: A part is not there.
~ a + b => a
END
stops 'third: not in solution.c: return' <<'END'
third: It stands there only twice.
~3 return => give
END
stops 'which: more than once in solution.c: return' <<'END'
which: Which of the two?
~ return => give
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

# Two mistakes of one line, at different places of it.
cat > "$folder/mistakes" <<'END'
left: The first is wrong.
~ return a * => return b *

right: The second is wrong.
-    return a * a;
+    return a * c;
END
awk -v folder="$folder/out" -v pairs="$folder/pairs" -f tests/grader/apply_mistakes.awk \
    "$folder/solution.c" RS= "$folder/mistakes" > "$folder/list"
sed 's/return a \* a/return b * c/' "$folder/solution.c" | cmp -s - "$folder/out/pair-1.c" ||
    fail "two mistakes of one line: $(diff "$folder/solution.c" "$folder/out/pair-1.c")"

# The rules: what they change, and what they say.
cat > "$folder/ruled.c" <<'END'
#include <math.h>
static const float half = 0.5f;

float spread(int n, const float *x)
{
    float sum = 0;
    for (int i = 0; i < n; i++)
        sum += x[i] * x[i] - half;
    return sqrtf(sum) / (float)n;
}
END
echo 'half: one half' > "$folder/words"
"$tools/mutate" "$folder/ruled.c" "$folder/words" "$folder/out" > "$folder/list" ||
    fail "mutate does not end well"
makes() { # makes SENTENCE LINE: is there a mistake with the sentence and the line?
    name=$(awk -F '\t' -v s="$1" '$2 == s { print $1; exit }' "$folder/list")
    [ -n "$name" ] || { fail "no rule says: $1"; return; }
    tr -s ' ' < "$folder/out/$name.c" | grep -qxF "$2" ||
        fail "$name ($1) has no line: $2"
}
makes 'It looks as if the division by n is missing (in spread, in what it gives).' \
    ' return sqrtf(sum) ;'
makes 'It looks as if the factor x is missing (in spread, where sum is computed).' \
    ' sum += x[i] - half;'
set_anew='It looks as if sum is set to the new value: += is wanted'
makes "$set_anew (in spread, where sum is computed)." \
    ' sum = x[i] * x[i] - half;'
makes 'It looks as if the first one is left out (in spread, in a loop).' \
    ' for (int i = (0 +1) ; i < n; i++)'
makes 'It looks as if sqrtf is missing (in spread, in what it gives).' ' return (sum) / (float)n;'
makes 'It looks as if the term one half is missing (in spread, where sum is computed).' \
    ' sum += x[i] * x[i] ;'

# All in one file, what differs with names of its own.
"$tools/merge_mutants" "$folder/ruled.c" > "$folder/chosen.h"
[ "$(cat "$folder/chosen.h")" = '#define spread (*spread__now)' ] ||
    fail "the names that run.c calls: $(cat "$folder/chosen.h")"
"$tools/merge_mutants" "$folder/ruled.c" "$folder/out" rule-1 rule-2 > "$folder/all.c"
for line in 'static const float half__0 = 0.5f;' '    spread__now = (void *)spread__2;' \
    'const int exercise_wrongs = 2, exercise_listed = 0;'; do
    grep -qxF "$line" "$folder/all.c" || fail "all.c has no line: $line"
done

log=$(tests/grader/build_mutants.sh "$folder/9.9-none" "$folder/out" 2>&1) &&
    fail "an exercise that is not there passes"
[ "$log" = "build_mutants.sh: there is no $folder/9.9-none/solution.c" ] ||
    fail "of an exercise that is not there it is said: $log"
exit $failed
