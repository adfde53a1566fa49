#!/bin/sh
# Installs what Kindling needs and this machine lacks.
#   ./setup.sh         asks first (-y: does not ask, -n: only says what is missing)
#   ./setup.sh book    also what make book needs: pandoc, Graphviz
#   ./setup.sh check   also what make check-book needs: Chromium, Java and others
# It probes by trying, not by package name: a compiler that can link a program,
# make, and for plots, tests and grading gnuplot, Check and bubblewrap.
set -eu

usage() { sed -n '2,7s/^# \{0,1\}//p' "$0"; }
ask=yes act=yes book=no check=no
for word; do
    case $word in
    -y) ask=no ;;
    -n) act=no ;;
    book) book=yes ;;
    check) book=yes check=yes ;;
    -h | --help) usage; exit 0 ;;
    *) echo "setup.sh: $word: unknown (book, check, -y, -n or --help)" >&2; exit 2 ;;
    esac
done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
has() { command -v "$1" >/dev/null 2>&1; }
compiler_works() {
    printf '#include <math.h>\nint main(int n, char **v)\n{\n    (void)v;\n    return sqrt(n) < 0;\n}\n' >"$scratch/a.c"
    "${CC:-cc}" "$scratch/a.c" -lm -o "$scratch/a" >/dev/null 2>&1
}

if has apt-get; then manager=apt names="gcc libc6-dev|make|check|pkg-config|gnuplot-nox|pandoc|graphviz|chromium|epubcheck|default-jre-headless|hunspell hunspell-en-gb|npm|bubblewrap"
elif has dnf; then manager=dnf names="gcc glibc-devel|make|check-devel|pkgconf|gnuplot-minimal|pandoc|graphviz|chromium|epubcheck|java-latest-openjdk-headless|hunspell hunspell-en-GB|npm|bubblewrap"
elif has pacman; then manager=pacman names="gcc|make|check|pkgconf|gnuplot|pandoc|graphviz|chromium|epubcheck|jre-openjdk-headless|hunspell hunspell-en_gb|npm|bubblewrap"
elif has apk; then manager=apk names="gcc musl-dev|make|check-dev|pkgconf|gnuplot|pandoc|graphviz|chromium|epubcheck|openjdk17-jre-headless|hunspell hunspell-en-gb|npm|bubblewrap linux-headers"
elif has zypper; then manager=zypper names="gcc glibc-devel|make|check-devel|pkgconf|gnuplot|pandoc|graphviz|chromium|epubcheck|java-17-openjdk-headless|hunspell myspell-en_GB|npm-default|bubblewrap"
elif has brew; then manager=brew names="gcc|make|check|pkgconf|gnuplot|pandoc|graphviz|chromium|epubcheck|openjdk|hunspell|node"
else manager='' names="a C compiler|make|Check|pkg-config|gnuplot|pandoc|Graphviz|Chromium|epubcheck|Java|hunspell with British English|npm|bubblewrap"
fi
package() { echo "$names" | cut -d'|' -f"$1"; }

missing=''
need() { # need NUMBER WHAT-FOR
    echo "missing: $(package "$1") ($2)"
    missing="$missing $(package "$1")"
}
compiler_works || need 1 "to build anything"
has make || need 2 "to build anything"
has pkg-config || need 4 "to find Check, for the tests"
pkg-config --exists check 2>/dev/null || need 3 "for the tests and the grading"
has gnuplot || need 5 "for the figures"
if [ "$(uname)" = Linux ]; then
    if ! has bwrap; then
        need 13 "for the sandbox in which others' work is graded"
    elif ! bwrap --unshare-all --ro-bind / / true 2>/dev/null; then
        echo "note: bubblewrap can make no sandbox here; the grader will try Landlock"
    fi
fi
if [ $book = yes ]; then
    has pandoc || need 6 "to weave the book"
    has dot || need 7 "for the graphs in the book"
fi
if [ $check = yes ]; then
    has chromium || has chromium-browser || has google-chrome ||
        need 8 "to look at the book's pages"
    has epubcheck || need 9 "to check the EPUB"
    has java || need 10 "to check HTML and EPUB"
    hunspell -D </dev/null 2>&1 | grep -q en_GB || need 11 "to check the spelling"
    has npm || need 12 "to fetch the checkers of HTML and accessibility"
fi

if [ -z "$missing" ]; then
    echo "Nothing is missing."
    exit 0
fi
case $manager in
apt) command="apt-get install -y --no-install-recommends$missing" ;;
dnf) command="dnf install -y$missing" ;;
pacman) command="pacman -S --noconfirm$missing" ;;
apk) command="apk add$missing" ;;
zypper) command="zypper --non-interactive install$missing" ;;
brew) command="brew install$missing" ;;
*) echo "No package manager that this script knows; please install them by hand." >&2; exit 1 ;;
esac
if [ "$manager" != brew ] && [ "$(id -u)" != 0 ]; then
    if has sudo; then command="sudo $command"
    elif has doas; then command="doas $command"
    else echo "An administrator must run: $command" >&2; exit 1
    fi
fi
echo "To install them: $command"
[ $act = yes ] || exit 0
if [ $ask = yes ] && [ -t 0 ]; then
    printf 'Run it now? [y/N] '
    read -r answer
    case $answer in y* | Y*) ;; *) exit 1 ;; esac
fi
if [ "$manager" = apt ]; then # a fresh machine has no package lists
    # shellcheck disable=SC2086
    apt-cache show $missing >/dev/null 2>&1 || ${command%%apt-get*} apt-get update
fi
$command
