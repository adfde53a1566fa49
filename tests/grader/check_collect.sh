#!/bin/sh
# Every rule by which files are taken from a submission, with names that nobody
# has: check_collect.sh COLLECTOR
set -eu
collector=$PWD/$1
here=$(mktemp -d)
trap 'chmod -R u+w "$here"; rm -rf "$here"' EXIT
cp -r stages "$here"/course-stages
cd "$here"
mkdir stages && mv course-stages/* stages/ # the statements, as in the course
exercises="1.1-mse-gradient 2.1-linear 3.7-adam 3.8-adamw"
failed=0 cases=0 newline='
'
fail() { echo "check_collect: $case: $*" >&2; failed=1; }

begin() { # begin WHAT: an empty submission
    case=$1 cases=$((cases + 1))
    rm -rf in out log
    mkdir in
}
file() { # file NAME TEXT [TIME]
    mkdir -p "$(dirname "in/$1")"
    printf '%s\n' "$2" >"in/$1"
    touch -t "2026010${3:-1}0000" "in/$1"
}
taken() { # taken NAME=TEXT…: exactly these
    # shellcheck disable=SC2086 # the exercises are many
    status=0
    "$collector" in out $exercises >log 2>&1 || status=$?
    [ $status = $(($# == 0)) ] || fail "status $status"
    for pair; do
        [ "$(cat "out/${pair%%=*}.c" 2>&1)" = "${pair#*=}" ] ||
            fail "${pair%%=*} is not ${pair#*=}: $(cat log)"
    done
    [ "$(find out -type f | wc -l)" = $# ] || fail "taken: $(find out -type f)"
    ! LC_ALL=C grep -q "[^ -~…$(printf '\200-\377')]" log || fail "not printable: $(cat -v log)"
}
said() { grep -qF -- "$1" log || fail "not said: $1; but: $(cat log)"; }
silent() { [ ! -s log ] || fail "said: $(cat log)"; }

begin "the folder work/"
file work/1.1-mse-gradient.c a
file work/3.7-adam.c b
taken 1.1-mse-gradient=a 3.7-adam=b
silent

begin "files without a folder"
file 1.1-mse-gradient.c a
taken 1.1-mse-gradient=a
silent

begin "the newest, wherever it lies"
file old/1.1-mse-gradient.c a 1
file new/1.1-mse-gradient.c b 2
taken 1.1-mse-gradient=b
said "Several files for 1.1-mse-gradient: graded is new/1.1-mse-gradient.c, not old/"

begin "work/ goes before the newest"
file work/1.1-mse-gradient.c a 1
file 1.1-mse-gradient.c b 2
taken 1.1-mse-gradient=a
said "graded is work/1.1-mse-gradient.c, not 1.1-mse-gradient.c"

begin "a whole tree: the statements and solutions are nobody's work"
file work/1.1-mse-gradient.c a
mkdir -p in/stages/stage1/exercises
cp stages/stage1/exercises/1.1-mse-gradient.c in/stages/stage1/exercises/
file tests/exercises/1.1-mse-gradient/1.1-mse-gradient.c solution 9
file common/2.1-linear.c no
file build/3.7-adam.c no
taken 1.1-mse-gradient=a
silent

begin "a tree that was never touched"
mkdir -p in/stages/stage1/exercises
cp stages/stage1/exercises/1.1-mse-gradient.c in/stages/stage1/exercises/
taken
said "There is no file of an exercise that is graded"

begin "written into the statement itself"
file stages/stage1/exercises/1.1-mse-gradient.c a
taken 1.1-mse-gradient=a
said "graded, though it does not lie in work/"

begin "backups and what is hidden"
file work/1.1-mse-gradient.c a 1
file work/backup/1.1-mse-gradient-20260101-101010.c b 2
file work/.1.1-mse-gradient.c c 3
file .git/1.1-mse-gradient.c d 4
taken 1.1-mse-gradient=a
silent

begin "from a Mac"
file work/1.1-mse-gradient.c a 1
file __MACOSX/work/._1.1-mse-gradient.c b 2
file ._1.1-mse-gradient.c c 3
file .DS_Store d 4
taken 1.1-mse-gradient=a
silent

begin "a learning platform's folder for each"
file "Doe_99_assignsubmission_file_/1.1-mse-gradient.c" a
taken 1.1-mse-gradient=a
silent

for name in Doe_99_88_1.1-mse-gradient.c Doe_LATE_99_88_1.1-mse-gradient.c \
    1-1.1-mse-gradient.c Doe_99_88_1-2.1-mse-gradient.c Doe_99_88_1.1-mse-gradient-2.c \
    "1.1-mse-gradient (2).c" "1.1-mse-gradient(2).c" "1.1-mse-gradient 2.c" \
    "1.1-mse-gradient - Copy.c" "Copy of 1.1-mse-gradient.c" "1.1-mse-gradient copy 2.c" \
    1.1-MSE-Gradient.C 1.1_mse_gradient.c "1.1 mse gradient.c" 1.1-mse-gradient.c.txt \
    1.1-mse-gradient-final.c "Doe, Jane - 1.1-mse-gradient.c" \
    "Sheet 1_doe_attempt_2026-05-01-12-00-00_1.1-mse-gradient.c"; do
    begin "$name"
    file "$name" a
    taken 1.1-mse-gradient=a
    said "$name is taken for 1.1-mse-gradient."
done

for name in 11.1-mse-gradient.c 1.1-mse-gradients.c mse-gradient.c 1.1-mse-gradient.h \
    1.1-mse-gradient.cpp 1.1-mse-gradient.c~ 1.1.c x1.1-mse-gradient.c; do
    begin "$name"
    file "$name" a
    taken
    said "    $name"
done

begin "one name is the beginning of another"
file 3.7-adam.c a
file 3.8-adamw.c b
taken 3.7-adam=a 3.8-adamw=b
silent

begin "equally old: the higher number, and a copy comes last"
file 1.1-mse-gradient.c a
file 1.1-mse-gradient-2.c b
file "1.1-mse-gradient (10).c" c
file "1.1-mse-gradient - Copy.c" d 5
taken 1.1-mse-gradient=c

begin "other C files are named"
file 1.1-mse-gradient.c a
file helper.c b
file notes.txt c
taken 1.1-mse-gradient=a
said "helper.c is of no exercise that is graded."

begin "links are not followed"
ln -s /etc/hostname in/1.1-mse-gradient.c
ln -s / in/root
file real/2.1-linear.c a
ln -s real in/linked
taken 2.1-linear=a
said "1.1-mse-gradient.c is a link or the like: the file itself is wanted."

begin "a newline in a name shows no way to a link's target"
echo secret >secret
ln -s "$here/secret" "in/secret.c"
file "x${newline}in/secret.c_1.1-mse-gradient.c" a
ln -s "$here/secret" "in/x${newline}2.1-linear.c"
taken 1.1-mse-gradient=a
said "x?in/secret.c_1.1-mse-gradient.c is taken"

begin "odd names"
file "-rf 1.1-mse-gradient.c" a
file "\$(touch gone)\`touch gone\`;'\"_2.1-linear.c" b
file "$(printf 'J\303\274rgen\202\033[31m\342\200\256_3.7-adam.c')" c
taken 1.1-mse-gradient=a 2.1-linear=b 3.7-adam=c
[ ! -e gone ] || fail "a name was run"
said "J$(printf '\303\274')rgen??[31m???_3.7-adam.c"

begin "a pipe, a folder and a device"
mkfifo in/1.1-mse-gradient.c
mkdir in/2.1-linear.c
taken
said "1.1-mse-gradient.c is a link or the like"

begin "too large, and the next best is taken"
file work/1.1-mse-gradient.c a
head -c 300000 /dev/zero >in/work/2.1-linear.c
file 2.1-linear.c b
taken 1.1-mse-gradient=a 2.1-linear=b
said "work/2.1-linear.c is too large: not graded."

begin "nothing at all"
taken
said "    nothing"

begin "deep and wide, but not without end"
deep=in
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do deep=$deep/d; done
mkdir -p $deep
file "${deep#in/}/1.1-mse-gradient.c" a
file 2.1-linear.c b
taken 2.1-linear=b
said "There is more than is looked at"

if command -v zip >/dev/null && command -v unzip >/dev/null; then
    pack() { (cd in && zip -qry -m "$1" . -x "$1"); } # pack NAME.zip: all that is there

    begin "a zip"
    file work/1.1-mse-gradient.c a
    file __MACOSX/work/._1.1-mse-gradient.c b
    pack Doe_99_88_work.zip
    taken 1.1-mse-gradient=a
    silent

    begin "a zip in a zip, beside a file"
    file work/1.1-mse-gradient.c a
    pack inner.ZIP
    pack outer.zip
    file 2.1-linear.c b
    taken 1.1-mse-gradient=a 2.1-linear=b
    silent

    begin "a link in a zip"
    ln -s "$here/secret" in/1.1-mse-gradient.c
    ln -s / in/root
    file 2.1-linear.c a
    pack x.zip
    taken 2.1-linear=a
    said "x.zip/1.1-mse-gradient.c is a link"

    begin "a zip that is none, one without C files, one that is a link"
    file readme.md a
    pack empty.zip
    echo nonsense >in/broken.zip
    ln -s "$here/secret" in/link.zip
    file 1.1-mse-gradient.c a
    taken 1.1-mse-gradient=a
    said "broken.zip cannot be unpacked"
    said "empty.zip holds no C file."

    begin "a zip that is a bomb"
    head -c 50000000 /dev/zero >in/1.1-mse-gradient.c
    pack bomb.zip
    file 2.1-linear.c a
    taken 2.1-linear=a
    said "bomb.zip cannot be unpacked, or not all of it."

    begin "a zip with a password"
    file 1.1-mse-gradient.c a
    (cd in && zip -q -m -P word x.zip 1.1-mse-gradient.c)
    taken
    said "x.zip cannot be unpacked"

    begin "no unzip"
    file 1.1-mse-gradient.c a
    pack x.zip
    mkdir -p bin && collector_=$collector
    PATH=$here/bin; export PATH
    "$collector_" in out 1.1-mse-gradient >log 2>&1 || true
    PATH=/usr/local/bin:/usr/bin:/bin
    said "x.zip is not unpacked: that needs unzip; install it."
else
    echo "check_collect: zips are left out, for zip or unzip is missing" >&2
fi

tarred() { # tarred NAME OPTION…: all that is there, or what the options say
    archive=$here/in/$1
    shift
    [ $# != 0 ] || set -- .
    (cd in && tar -cf "$here/packed" --exclude="./*.t*" "$@" 2>/dev/null)
    rm -rf in/*
    case $archive in
        *.tar | *.TAR) cp "$here/packed" "$archive" ;;
        *) gzip -c "$here/packed" >"$archive" ;;
    esac
}

for name in Doe_99_88_work.tar.gz work.tgz work.TAR; do
    begin "$name"
    file work/1.1-mse-gradient.c a
    file work/._1.1-mse-gradient.c b
    tarred $name
    taken 1.1-mse-gradient=a
    silent
done

begin "an archive in an archive"
file 1.1-mse-gradient.c a
tarred inner.tgz
mkdir in/outer && mv in/inner.tgz in/outer/
(cd in && tar -czf outer.tar.gz outer && rm -r outer)
taken 1.1-mse-gradient=a
silent

begin "links in an archive, and files reached through them"
mkdir in/real
echo secret >in/real/3.8-adamw.c
ln -s "$here/secret" in/1.1-mse-gradient.c
ln in/real/3.8-adamw.c in/hard
ln -s "$here" in/way
file 2.1-linear.c a
tarred x.tgz .
taken 2.1-linear=a 3.8-adamw=secret
said "x.tgz/1.1-mse-gradient.c is a link"

begin "an archive that writes elsewhere"
file 2.1-linear.c a
file 3.7-adam.c b
file 3.8-adamw.c c
tarred x.tgz -P --transform "s,^3.7.*,../../../gone," --transform "s,^3.8.*,$here/gone," \
    3.7-adam.c 3.8-adamw.c 2.1-linear.c
taken 2.1-linear=a
[ ! -e gone ] && [ ! -e out/gone ] && [ ! -e ../gone ] || fail "something lies elsewhere"

begin "an archive that is none, and one that is a bomb"
echo nonsense >in/broken.tar.gz
head -c 200000000 /dev/zero | gzip -c >in/bomb.tgz
head -c 3000000 /dev/zero >in/1.1-mse-gradient.c
tar -C in -czf large.tgz 1.1-mse-gradient.c && rm in/1.1* && mv large.tgz in/
file 2.1-linear.c a
taken 2.1-linear=a
said "broken.tar.gz cannot be unpacked"
said "bomb.tgz cannot be unpacked"
said "large.tgz cannot be unpacked, or not all of it."

echo "Collecting: $cases cases."
exit $failed
