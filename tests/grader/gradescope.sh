#!/bin/sh
# gradescope.sh FOLDER SEED: makes FOLDER.zip, an autograder for Gradescope: this
# tree, a setup.sh that prepares it once, and a run_autograder that grades one
# submission into /autograder/results/results.json.
set -eu
folder=$1 seed=$2
command -v zip >/dev/null ||
    { echo "make gradescope needs zip: install the package zip" >&2; exit 1; }
rm -rf "$folder" "$folder.zip"
mkdir -p "$folder/kindling"
sh tests/grader/files.sh | tar -T - -cf - | tar -C "$folder/kindling" -xf -

cat >"$folder/setup.sh" <<END
#!/bin/sh
set -e
apt-get update
apt-get install -y --no-install-recommends gcc libc6-dev make check pkg-config binutils
cd /autograder/source/kindling
make -s record-answers SEED=$seed
END

cat >"$folder/run_autograder" <<END
#!/bin/sh
cd /autograder/source/kindling
rm -rf /autograder/work
sh tests/grader/collect.sh /autograder/submission /autograder/work \
    \$(cd tests/exercises && ls -d [1-9]*)
make -s grade SEED=$seed WORK=/autograder/work RESULTS=/tmp/results
cp /tmp/results/results.json /autograder/results/results.json
END
chmod +x "$folder/setup.sh" "$folder/run_autograder"
(cd "$folder" && zip -qr "../$(basename "$folder").zip" .)
echo "The autograder is $folder.zip."
