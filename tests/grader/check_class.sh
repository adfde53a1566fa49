#!/bin/sh
# Does a class get its points, whatever is handed in: check_class.sh GRADE, the
# folder of the class tool, with the variables of compile.sh and the seed 1.
set -eu
grade=$1
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
failed=0 cases=0
case=
begin() { case=$1 cases=$((cases + 1)); }
fail() { echo "check_class: $case: $*" >&2; failed=1; }
newline='
'
exercises="1.1-mse-gradient 2.1-linear"
right=tests/exercises/1.1-mse-gradient/solution.c
linear=tests/exercises/2.1-linear/solution.c
sum=$here/sum.c # the loss is not divided by n
sed 's|return sum / (float)n;|return sum;|' $right >"$sum"

# class STATUS OPTION…: grades what is in $here/in
class() {
    want=$1 status=0
    shift
    # shellcheck disable=SC2086 # the exercises are two
    "$grade/class" --build "$grade" --seed 1 --dir "$here/in" --out "$here/out.csv" \
        --scratch "$here/scratch" "$@" $exercises >"$here/log" 2>"$here/errors" || status=$?
    [ $status = "$want" ] || fail "status $status, not $want: $(cat "$here/log" "$here/errors")"
    steering=$(printf '[\001-\010\013-\037\177]\\|\302[\200-\237]')
    bidi=$(printf '\342\200[\216\217\250-\256]\\|\342\201[\246-\251]')
    ! cat "$here/log" "$here/errors" "$here"/scratch/feedback/* 2>/dev/null |
        LC_ALL=C grep -q "$steering\\|$bidi" ||
        fail "something that steers a terminal is shown"
}
row() { grep -qxF -- "$1" "$here/out.csv" || fail "no row $1"; }
said() { grep -qF -- "$1" "$here/errors" || fail "not said: $1; but: $(cat "$here/errors")"; }
feedback() { # feedback NAME TEXT
    grep -qF -- "$2" "$here/scratch/feedback/$1.txt" ||
        fail "not told to $1: $2; but: $(cat "$here/scratch/feedback/$1.txt")"
}
report() { printf '"%s"' "$here/scratch/feedback/$1.txt"; }
endless() { # the first function of the file never ends
    awk '{ print } /^{$/ && !done++ { print "    for (volatile int k = 0;; k++)\n        ;" }' "$1"
}
file() { # file NAME FROM
    mkdir -p "$(dirname "$here/in/$1")"
    cp "$2" "$here/in/$1"
}

begin "no folder, no submission: the last table stays"
echo old >"$here/out.csv"
class 2
mkdir "$here/in" && touch "$here/in/readme.txt"
class 3
said "readme.txt is of no exercise that is graded: passed over."
[ "$(cat "$here/out.csv")" = old ] || fail "the table of the last time is gone"

begin "a table that cannot be written"
touch "$here/in/doe_1.1-mse-gradient.c"
class 2 --out "$here/nowhere/out.csv"
[ ! -e "$here/scratch/results" ] || fail "something was begun"
rm "$here/in/doe_1.1-mse-gradient.c"

begin "submissions in many shapes"
file anna/work/1.1-mse-gradient.c $right
file anna/work/2.1-linear.c $linear
file "Ben \"B\", Jr./1-1.1-mse-gradient.c" "$sum"
file carl_LATE_12_34_1.1-mse-gradient.c $right
file carl_12_35_2.1-linear.c $linear
file "=2+3/1.1-mse-gradient.c" $right
file "anna_50_1_1.1-mse-gradient.c" "$sum" # another of this name
file "anna_3.1-confusion-matrix.c" $right # and this is hers
file "line${newline}two/1.1-mse-gradient.c" $right
file "$(printf 'ev\302\233il\342\200\256')/1.1-mse-gradient.c" $right
file "quote'; touch gone/1.1-mse-gradient.c" $right
mkdir "$here/in/empty" "$here/in/__MACOSX"
file hang/1.1-mse-gradient.c $right
endless $linear >"$here/in/hang/2.1-linear.c"
long=$(head -c 5000 /dev/zero | tr '\0' x)
printf '#error \302\233 \377\033]0;x\007 %s\n' "$long" >"$here/bytes.c"
file bytes/1.1-mse-gradient.c "$here/bytes.c"
ln -s "$here/in/anna" "$here/in/link"
class 1
said "/link is a link or the like: passed over."
said "empty: nothing to grade"
row "name,1.1,2.1,total,report"
row "\"anna\",6,9,15,$(report anna)"
row "\"anna (50)\",5.17,0,5.17,$(report "anna (50)")"
row "\"Ben \"\"B\"\", Jr.\",5.17,0,5.17,\"$here/scratch/feedback/Ben _B_, Jr..txt\""
row "\"carl\",6,9,15,$(report carl)"
row "\"'=2+3\",6,0,6,$(report "=2+3")"
row "\"line two\",6,0,6,$(report "line two")"
row "\"ev??il???\",6,0,6,$(report "ev__il___")"
row "\"quote'; touch gone\",6,0,6,$(report "quote'; touch gone")"
row "\"empty\",0,0,0,$(report empty)"
row "\"hang\",6,6,12,$(report hang)"
row "\"bytes\",0,0,0,$(report bytes)"
feedback anna "Total: 15 of 15 points"
feedback carl "The learning platform marks it as late."
feedback "Ben _B_, Jr." "1-1.1-mse-gradient.c is taken for 1.1-mse-gradient."
feedback "Ben _B_, Jr." "Likely:   The loss is the sum of the squares: divide it by n."
feedback empty "There is no file of an exercise that is graded."
feedback hang "is there a loop that never ends?"
feedback bytes "work/1.1-mse-gradient.c:1:2: error: #error"
[ "$(wc -c <"$here/scratch/feedback/bytes.txt")" -lt 2000 ] || fail "a report without end"
if command -v xmllint >/dev/null; then
    xmllint --noout "$here"/scratch/results/*.xml || fail "JUnit's XML is not well-formed"
fi

begin "the table and the page agree with what is on record"
awk -F '\t' -v OFS=, 'FNR == 1 { next }
    $2 >= 0 { points[FILENAME, $1] += $3; total[FILENAME] += $3 }
    function cut(x) { return int(100 * x + 0.5) / 100 }
    END { for (f in total) print f, cut(points[f, "1.1-mse-gradient"]),
              cut(points[f, "2.1-linear"]), cut(total[f]) }' "$here"/scratch/results/*.txt |
    sed 's|.*/||; s|\.txt,|,|' | sort >"$here/counted"
sed 1d "$here/out.csv" | sed 's/^.*",\([^"]*\),".*\/\(.*\)\.txt"$/\2,\1/' | grep -v ',0$' |
    sort >"$here/table"
cmp -s "$here/counted" "$here/table" || fail "counted: $(diff "$here/counted" "$here/table")"
"$grade/class" --build "$grade" --scratch "$here/scratch" --report "$here/page.html" >/dev/null
page() { tr -d '\n' <"$here/page.html" | grep -qF "$1" || fail "the page does not say $1"; }
page "<b>11</b>submissions"
page "10 handed it in, 7 with all points; on average 5.23 of 6."
page "<small>7 right, 2 in part, 1 not</small>" # the mean squared error
page "<span class=\"count\">2</span><div><p>The loss is the sum of the squares"
page "</summary>Ben &#34;B&#34;, Jr.; anna (50)</details>"
page "<span class=\"count\">1</span><div><p>It does not end in time."
page "<span class=\"tag\">the solution of the course</span>"

begin "nearly the same"
cat >"$here/own.c" <<END
float mse(int n, const float *input, const float *target)
{
    double part[3] = {0}; /* three sums, from behind */
    for (int k = n - 1; k >= 0; k--)
        part[k % 3] += ((double)input[k] - target[k]) * ((double)input[k] - target[k]);
    return (float)((part[0] + part[1] + part[2]) / (n > 0 ? n : 1));
}
END
sed -n '/^void mse_gradient/,$p' $right >>"$here/own.c"
file gina/1.1-mse-gradient.c "$here/own.c"
sed 's|/\*.*\*/|// my own work|; s/part/anteil/g; s/\[k/[ j/g; s/int k = /int j =/
    s/k >= 0; k--/j >= 0 ; j--/' "$here/own.c" >"$here/renamed.c"
file hugo/1.1-mse-gradient.c "$here/renamed.c"
class 1
row "\"gina\",6,0,6,$(report gina)"
row "\"hugo\",6,0,6,$(report hugo)"
"$grade/class" --build "$grade" --scratch "$here/scratch" --report "$here/page.html" >/dev/null
page "<span class=\"tag\">nearly the same</span>"
page "whose</summary>gina; hugo</details>"

begin "a second time only what has changed is graded"
cp "$here/out.csv" "$here/before.csv"
find "$here/scratch/records" -name '*.txt' -exec touch -r "$here/before.csv" {} +
touch "$here/mark"
sleep 1
class 1
cmp -s "$here/out.csv" "$here/before.csv" || fail "another table"
[ -z "$(find "$here/scratch/records" -name '*.txt' -newer "$here/mark")" ] || fail "graded again"
file anna_50_1_1.1-mse-gradient.c $linear
class 1
row "\"anna (50)\",0,0,0,$(report "anna (50)")"
[ "$(find "$here/scratch/records" -name '*.txt' -newer "$here/mark" | wc -l)" = 1 ] ||
    fail "not one file was graded: $(find "$here/scratch/records" -newer "$here/mark")"

begin "only one"
file anna_50_1_1.1-mse-gradient.c $right
file carl_12_35_2.1-linear.c "$sum"
class 0 --only "anna (50)"
row "\"anna (50)\",6,0,6,$(report "anna (50)")"
row "\"carl\",6,9,15,$(report carl)"
class 2 --seed 2 --only carl
said "the class was graded with another seed or other exercises: grade it without ONLY"
row "\"carl\",6,9,15,$(report carl)"
class 2 --only "an"
said "ONLY=an is not the name of one submission; there are:"

begin "the time of a submission"
class 1 --limit 0.000001 --only hang
said "hang: not wholly graded, for its time is used up"
feedback hang "Not graded: the time of this submission is used up."

begin "who is gone is gone"
rm -r "$here/in/bytes" "$here/in/empty" "$here/in/hang" "$here/in/readme.txt"
class 0
[ ! -e "$here/scratch/feedback/hang.txt" ] || fail "the report of hang is still there"
[ ! -e "$here/scratch/building" ] || fail "something is left behind"

begin "a bar on a terminal, elsewhere a line for each"
class 0
grep -qxF "anna: 15 points" "$here/log" || fail "no line for anna: $(cat "$here/log")"
! grep -q '\[[#.]*\]' "$here/log" || fail "a bar where there is no terminal"
if script --version 2>/dev/null | grep -q util-linux; then
    script -qec "$grade/class --build $grade --seed 1 --dir $here/in --out $here/out.csv \
        --scratch $here/scratch $exercises" /dev/null </dev/null >"$here/log" 2>&1 ||
        fail "status $? on a terminal"
    count=$(($(wc -l <"$here/out.csv") - 1))
    for done in 0 1 $count; do
        grep -qF "] $done of $count" "$here/log" || fail "no bar at $done: $(cat -v "$here/log")"
    done
    grep -q '\[\.\{30\}\]' "$here/log" || fail "the bar does not begin empty"
    grep -q '\[#\{30\}\]' "$here/log" || fail "the bar is never full"
    ! grep -q ': .* points' "$here/log" || fail "a line for each, and a bar"
fi

begin "interrupted, and taken up again"
before=$failed
file slow/2.1-linear.c $linear
{ endless $linear && echo "// another one"; } >"$here/in/slow/2.1-linear.c"
(
    # shellcheck disable=SC2086
    "$grade/class" --build "$grade" --seed 1 --dir "$here/in" --out "$here/out.csv" \
        --scratch "$here/scratch" $exercises >"$here/log" 2>"$here/errors" &
    pid=$!
    # It stands still from when it has begun until it has been told to end.
    tries=0
    until ls -d "$here"/scratch/building/*/ >"$here/begun" 2>&1; do
        [ $((tries += 1)) -lt 3000 ] || break
        sleep 0.02
    done
    kill -STOP $pid
    class 2
    said "another grading is at work in $here/scratch"
    kill -TERM $pid
    kill -CONT $pid
    wait $pid && status=0 || status=$?
    [ $status = 130 ] && [ $failed = "$before" ]
) || fail "no status 130"
said "interrupted; the same command goes on from here."
row "\"anna\",6,9,15,$(report anna)"
class 0
row "\"slow\",0,6,6,$(report slow)"

echo "A class: $cases cases."
[ $failed = 0 ] || { cat "$here/out.csv" >&2; exit 1; }
