#!/bin/sh
# tricks.sh OUT: takes tests/grader/tricks/*.c apart into one file OUT/NAME.c for
# each trick, and writes OUT/list.txt: name, exercise, points, words.
#
#     // EARNS 0 reads-answers: the right answers stand in a file?
#     static float trick(void) { … }
#
# What a trick leaves out is filled in: trick() itself, and the functions of the
# exercise, which call it. If it is to earn nothing they do nothing else, or else
# they are right. "EARNS 0 though right NAME: …" is refused although they are.
# "EARNS 0 of 5.1-leaky-relu NAME: …" is for another exercise, and whole.
set -eu
out=$1
tricks=tests/grader/tricks
rm -rf "$out"
mkdir -p "$out"
awk -v out="$out" -v rest="$tricks/rest" '
    function finish(    line, tail) {
        if (name == "") return
        if (!whole && text !~ /trick\(void\)/)
            text = text "static float trick(void)\n{\n    return 0;\n}\n"
        tail = rest (points > 0 || right ? "/right.c" : "/nothing.c")
        while (!whole && text !~ /float mse\(/ && (getline line < tail) > 0)
            rested = rested line "\n"
        if (!whole) close(tail)
        printf "%s%s", text, rested > (out "/" name ".c")
        close(out "/" name ".c")
    }
    /^\/\/ EARNS / {
        finish()
        points = $3; whole = $4 == "of"; exercise = whole ? $5 : "1.1-mse-gradient"
        right = $4 == "though"; name = whole || right ? $6 : $4; sub(/:$/, "", name)
        words = $0; sub(/^[^:]*: /, "", words)
        printf "%s\t%s\t%s\t%s\n", name, exercise, points, words > (out "/list.txt")
        text = ""; rested = ""
    }
    { text = text $0 "\n" }
    END { finish() }' "$tricks"/*.c

# What no editor should have to keep.
cd "$out"
sed 's/$/\r/' right-crlf.c >new && mv new right-crlf.c
{ printf '\357\273\277' && cat right-bom.c; } >new && mv new right-bom.c
sed "s/ue/$(printf '\374')/g" right-latin-1.c >new && mv new right-latin-1.c
printf '%s' "$(cat right-no-newline.c)" >new && mv new right-no-newline.c
printf '\000' >>nul-byte.c
rm a-fifo.c && mkfifo a-fifo.c
rm a-link.c && ln -s "$OLDPWD/tests/exercises/1.1-mse-gradient/solution.c" a-link.c
rm a-folder.c && mkdir a-folder.c
