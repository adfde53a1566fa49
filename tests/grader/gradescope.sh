#!/bin/sh
# gradescope.sh FOLDER SEED VISIBILITY NUMBERS: makes FOLDER.zip, an autograder for
# Gradescope: the course, a setup.sh that prepares it once, and a run_autograder
# that grades one submission into /autograder/results/results.json. Where there is
# no sandbox it grades nothing, unless it was made with UNSAFE=1.
set -eu
folder=$1 seed=$2 visibility=$3 numbers=$4
command -v zip >/dev/null ||
    { echo "make gradescope needs zip: install the package zip" >&2; exit 1; }
rm -rf "$folder" "$folder.zip"
mkdir -p "$folder/kindling"
sh tests/grader/files.sh | tar -T - -cf - | tar -C "$folder/kindling" -xf -

cat >"$folder/setup.sh" <<END
#!/bin/sh
set -e
apt-get update
apt-get install -y --no-install-recommends gcc libc6-dev make check pkg-config binutils bubblewrap \
    unzip
cd /autograder/source/kindling
make -s build/grade/collector build/grade/learner/sight.txt record-answers SEED=$seed
END

cat >"$folder/run_autograder" <<END
#!/bin/sh
cd /autograder/source/kindling
if ! make -s sandboxed UNSAFE=${UNSAFE:-0}; then
    printf '%s %s\n' \
        '{"score": 0, "output": "Nothing is graded: there is no sandbox on this machine.' \
        'Whoever set this up may say: make gradescope UNSAFE=1"}' \
        >/autograder/results/results.json
    exit
fi
rm -rf work /tmp/results
make -s collect DIR=/autograder/submission WORK=work EX="$numbers" >/tmp/notes.txt
make -s grade EX="$numbers" SEED=$seed WORK=work RESULTS=/tmp/results \\
    NOTES=/tmp/notes.txt VISIBILITY=$visibility
cp /tmp/results/results.json /autograder/results/results.json
END
chmod +x "$folder/setup.sh" "$folder/run_autograder"
(cd "$folder" && zip -qr "../$(basename "$folder").zip" .)
echo "The autograder is $folder.zip."
