#!/bin/sh
# Does the book follow its sources, and does it stop where one is missing? Works on
# a copy of the tree, for which make book has run: check_weaver.sh BUILD COPY
set -eu
unset MAKEFLAGS # the copy has its build/ inside, and says what it does
mkdir -p "$2"
build=$(cd "$1" && pwd) copy=$(cd "$2" && pwd)
rm -rf "$copy"
mkdir -p "$copy"
tar c --exclude=./build --exclude=./.git --exclude=./work . | tar x -C "$copy"
chmod -R u+w "$copy"
mkdir "$copy/build"
for built in bin common examples flags common.a weave book; do
    cp -a "$build/$built" "$copy/build/"
done
sed -i.bak "s|$1/|build/|g" "$copy"/build/weave/labels/*.d
cd "$copy"
failed=0
fail() { echo "check_weaver: $*" >&2; failed=1; }

make book >log 2>&1 || { cat log; fail "a copy of the tree gives no book"; }
make book >log 2>&1
grep -q weave log && fail "a second make book weaves again"

# A record that changes changes the page, in output and in sentences.
sed -i.bak 's/^Test Acc.: 0.9800/Test Acc.: 0.1234/' build/weave/records/stage3.txt
make book >log 2>&1 || cat log
for page in stage3 training-step notebook; do
    grep -q '0\.1234' "build/book/$page.html" || fail "$page.html does not follow its record"
done
mv build/weave/records/stage3.txt.bak build/weave/records/stage3.txt

# What is missing stops the build, with file and line.
stops() { # stops WHAT MESSAGE PROSE
    cp docs/preface.md preface.bak
    printf '\n%s\n' "$3" >>docs/preface.md
    line=$(grep -nF "$(printf '%s' "$3" | head -n 1)" docs/preface.md | tail -n 1 | cut -d: -f1)
    if make book >log 2>&1; then
        fail "$1: the book is made all the same"
    elif ! grep -q "^docs/preface.md:$line: $2" log; then
        cat log
        fail "$1: expected docs/preface.md:$line: $2"
    fi
    mv preface.bak docs/preface.md
}
# shellcheck disable=SC2016 # the backticks are Markdown's
fence='```'
stops "an output" "build/weave/records/nothing.txt is missing" "$fence{.output of=\"nothing\"}
$fence"
stops "a line of an output" "the output stage3 has no such line" \
    "$fence{.output of=\"stage3\" match=\"^No\"}
$fence"
# shellcheck disable=SC2016
stops "a number" "the output stage3 has nothing like Loss of (%d+)" \
    'It is `Loss of (%d+)`{.value of="stage3"}.'
stops "a label" "nothing is called fig-nowhere" 'See [@fig-nowhere].'
stops "a function" "common/nn.c defines no nobody" \
    "$fence{.c include=\"common/nn.c\" function=\"nobody\"}
$fence"
stops "a chapter" "there is no chapter nowhere.c" 'See [there](nowhere.c).'
stops "an anchor" "that chapter has no #nowhere" 'See [there](nn.c#nowhere).'
stops "a figure" "build/weave/figures/nothing.svg is missing" \
    '![Nothing](nothing.svg){#fig-preface-nothing alt="nothing"}'
stops "an alt text" "the figure has no alt text" '![Nothing](stage1-fit.svg){#fig-preface-mute}'

rm build/weave/records/stage3-logits.txt
make book >log 2>&1 && fail "a removed record does not stop the build"
grep -q "records/stage3-logits.txt is missing" log ||
    { cat log; fail "the removed record is not named"; }
exit $failed
