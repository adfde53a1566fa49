#!/bin/sh
# Installs what Kindling needs and this machine lacks.
#   ./setup.sh         asks first (-y: does not ask, -n: only says what is missing)
#   ./setup.sh book    also what make book needs: pandoc, Graphviz
# It probes by trying, not by package name: a compiler that can link a program,
# make, and for plots and tests gnuplot and Check.
set -eu

usage() { sed -n '2,6s/^# \{0,1\}//p' "$0"; }
ask=yes act=yes book=no
for word; do
    case $word in
    -y) ask=no ;;
    -n) act=no ;;
    book) book=yes ;;
    -h | --help) usage; exit 0 ;;
    *) echo "setup.sh: $word: unknown (book, -y, -n or --help)" >&2; exit 2 ;;
    esac
done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
has() { command -v "$1" >/dev/null 2>&1; }
compiler_works() {
    printf '#include <math.h>\nint main(int n, char **v)\n{\n    (void)v;\n    return sqrt(n) < 0;\n}\n' >"$scratch/a.c"
    "${CC:-cc}" "$scratch/a.c" -lm -o "$scratch/a" >/dev/null 2>&1
}

if has apt-get; then manager=apt names="gcc libc6-dev|make|check|pkg-config|gnuplot-nox|pandoc|graphviz"
elif has dnf; then manager=dnf names="gcc glibc-devel|make|check-devel|pkgconf|gnuplot-minimal|pandoc|graphviz"
elif has pacman; then manager=pacman names="gcc|make|check|pkgconf|gnuplot|pandoc|graphviz"
elif has apk; then manager=apk names="gcc musl-dev|make|check-dev|pkgconf|gnuplot|pandoc|graphviz"
elif has zypper; then manager=zypper names="gcc glibc-devel|make|check-devel|pkgconf|gnuplot|pandoc|graphviz"
elif has brew; then manager=brew names="gcc|make|check|pkgconf|gnuplot|pandoc|graphviz"
else manager='' names="a C compiler|make|Check|pkg-config|gnuplot|pandoc|Graphviz"
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
if [ $book = yes ]; then
    has pandoc || need 6 "to weave the book"
    has dot || need 7 "for the graphs in the book"
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
