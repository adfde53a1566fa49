#!/bin/sh
# Installs what Kindling needs and this machine lacks.
#   ./setup.sh         asks first (-y: does not ask, -n: only says what is missing)
#   ./setup.sh book    also what make book needs: pandoc, Graphviz, clang for WebAssembly
#   ./setup.sh site    and what make site needs besides: node and npm
#   ./setup.sh mpi     also what stage 8 needs, several processes: Open MPI
#   ./setup.sh check   also what make check-book needs: Chromium, Java and others
# It probes by trying, not by package name: a compiler that can link a program,
# make, for plots and tests gnuplot and Check, for grading bubblewrap.
set -eu

usage() { sed -n '2,9s/^# \{0,1\}//p' "$0"; }
ask=yes act=yes book=no site=no mpi=no check=no
for word; do
    case $word in
    -y) ask=no ;;
    -n) act=no ;;
    book) book=yes ;;
    site) book=yes site=yes ;;
    mpi) mpi=yes ;;
    check) book=yes site=yes mpi=yes check=yes ;;
    -h | --help) usage; exit 0 ;;
    *)
        echo "setup.sh: $word: unknown (book, site, mpi, check, -y, -n or --help)" >&2
        exit 2
        ;;
    esac
done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
has() { command -v "$1" >/dev/null 2>&1; }
compiler_works() {
    cat >"$scratch/a.c" <<END
#include <math.h>
int main(int count, char **words) { return sqrt(count) < 0 && words; }
END
    "${CC:-cc}" "$scratch/a.c" -lm -o "$scratch/a" >/dev/null 2>&1
}
makes_wasm() {
    echo 'int main(void) { return 0; }' | "${WASM_CC:-clang}" --target=wasm32-wasi -xc - \
        -o "$scratch/a.wasm" >/dev/null 2>&1
}

manager=
for known in apt:apt-get dnf:dnf pacman:pacman apk:apk zypper:zypper brew:brew; do
    if [ -z "$manager" ] && has "${known#*:}"; then manager=${known%:*}; fi
done

# What each thing is called as a package, and by whom it is called otherwise; a +
# joins two packages.
packages() {
    cat <<END
C-compiler  gcc  apt=gcc+libc6-dev dnf=gcc+glibc-devel apk=gcc+musl-dev zypper=gcc+glibc-devel
make        make
pkg-config  pkgconf  apt=pkg-config
Check       check  dnf=check-devel apk=check-dev zypper=check-devel
gnuplot     gnuplot  apt=gnuplot-nox dnf=gnuplot-minimal
bubblewrap  bubblewrap  apk=bubblewrap+linux-headers
pandoc      pandoc
Graphviz    graphviz
WebAssembly clang  apt=clang+lld+wasi-libc+libclang-rt-dev-wasm32
MPI         openmpi  apt=libopenmpi-dev+openmpi-bin dnf=openmpi-devel apk=openmpi-dev \
            zypper=openmpi-devel brew=open-mpi
Chromium    chromium
epubcheck   epubcheck
Java        openjdk  apt=default-jre-headless dnf=java-latest-openjdk-headless \
            pacman=jre-openjdk-headless apk=openjdk17-jre-headless zypper=java-17-openjdk-headless
hunspell    hunspell  apt=hunspell+hunspell-en-gb dnf=hunspell+hunspell-en-GB \
            pacman=hunspell+hunspell-en_gb apk=hunspell+hunspell-en-gb zypper=hunspell+myspell-en_GB
npm         npm  zypper=npm-default brew=node
END
}
called() { # called NAME: its packages here
    packages | awk -v name="$1" -v manager="$manager" '$1 == name {
        package = manager == "" ? name : $2
        for (i = 3; i <= NF; i++)
            if (index($i, manager "=") == 1)
                package = substr($i, length(manager) + 2)
        gsub(/[+]/, " ", package)
        print package
    }'
}

missing=
need() { # need NAME WHAT-FOR
    echo "missing: $(called "$1") ($2)"
    missing="$missing $(called "$1")"
}
compiler_works || need C-compiler "to build anything"
has make || need make "to build anything"
has pkg-config || need pkg-config "to find Check, for the tests"
pkg-config --exists check 2>/dev/null || need Check "for the tests and the grading"
has gnuplot || need gnuplot "for the figures"
if [ "$(uname)" = Linux ]; then
    if ! has bwrap; then
        need bubblewrap "to grade the code of others in a sandbox"
    elif ! bwrap --unshare-all --ro-bind / / true 2>/dev/null; then
        echo "note: bubblewrap can make no sandbox here; the grader will try Landlock"
    fi
fi
if [ $book = yes ]; then
    has pandoc || need pandoc "to weave the book"
    has dot || need Graphviz "for the graphs in the book"
    makes_wasm || [ "$manager" != apt ] || need WebAssembly "for what moves in the book"
fi
if [ $site = yes ]; then
    { has npm && has node; } || need npm "for the site, and to fetch what checks the book"
fi
if [ $mpi = yes ]; then
    if ! has mpicc || ! has mpirun; then need MPI "for the stage of several processes"; fi
fi
if [ $check = yes ]; then
    has chromium || has chromium-browser || has google-chrome ||
        need Chromium "to look at the book's pages"
    has epubcheck || need epubcheck "to check the EPUB"
    has java || need Java "to check HTML and EPUB"
    hunspell -D </dev/null 2>&1 | grep -q en_GB || need hunspell "to check the spelling"
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
*)
    echo "No package manager that this script knows; please install them by hand." >&2
    exit 1
    ;;
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
