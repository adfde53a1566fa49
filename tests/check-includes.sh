#!/bin/sh
# Reads the #include lines and says which of them break the order of the house:
# an include never points to a floor above its own, common/*.c knows neither
# model_file/ nor program/, these two do not know each other, model_file/ has one
# door, no files include each other in a circle, and no header hides a system's.
#
#     check-includes.sh [TREE]
set -eu
cd "${1:-.}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# From the ground up. A file x_y stands where x stands, if it is not listed.
cat >"$scratch/floors" <<END
base
random simd parallel bytes file
gemm
tensor
autograd gradcheck ops
nn module init
optim data csv table metrics
model_file
program
kindling
stages
END

# One line an include: the file, what it includes.
grep -H '^ *# *include *"' common/*.[ch] common/*/*.[ch] stages/*/*.[ch] docs/examples/*.c |
    sed 's/: *# *include *"\([^"]*\)".*/ \1/' >"$scratch/includes"

awk -v edges="$scratch/edges" '
NR == FNR { for (i = 1; i <= NF; i++) floor[$i] = FNR; next }

# x.c and x.h are one, and x_y.c belongs to x.h where it has no header of its own;
# mistake.h is the second header of base.c.
function module(path,    kin) {
    sub(/\.[ch]$/, "", path)
    sub(/^common\//, "", path)
    kin = path
    if (sub(/_[a-z]+$/, "", kin) && !exists("common/" path ".h") && exists("common/" kin ".h"))
        path = kin
    return path == "mistake" ? "base" : path
}
function level(m) {
    if (m ~ /^(stages|docs)\//) return floor["stages"]
    sub(/\/.*/, "", m)
    if (!(m in floor)) sub(/_.*/, "", m)
    return floor[m]
}
function exists(path,    line, there) {
    there = (getline line < path) >= 0
    close(path)
    return there
}
function beside(path, name) { # name, seen from the folder of path
    sub(/[^\/]*$/, name, path)
    while (sub(/[^\/]+\/\.\.\//, "", path)) {}
    return path
}
function fault(what) { print $1 ": #include \"" $2 "\": " what; faults = 1 }
{
    from = module($1)
    to = module(exists("common/" $2) ? $2 : beside($1, $2))
    if (from != to) print from, to > edges
    if (!level(from)) { fault("this file has no floor in tests/check-includes.sh"); next }
    if (!level(to)) { fault("that file has no floor in tests/check-includes.sh"); next }
    if (level(to) > level(from)) fault("points up")
    if (from ~ /^program\// && to ~ /^model_file\//) fault("these rooms do not know each other")
    # An example shows the chapter that it opens from inside.
    if (from !~ /^model_file\// && $1 !~ /^docs\/examples\/pt_/ && to ~ /^model_file\// &&
        $2 != "model_file/model_file.h")
        fault("the door is model_file/model_file.h")
}
END { exit faults }' "$scratch/floors" "$scratch/includes" >&2 || failed=1

if ! tsort "$scratch/edges" >/dev/null 2>"$scratch/circle"; then
    echo "These files include each other in a circle:" >&2
    sed -n 's/^tsort: //p' "$scratch/circle" | grep -v ':' | head -n 8 >&2
    failed=1
fi

# A program that has common/ among its folders of headers still finds the compiler's.
for header in common/*.h; do
    if echo "#include <${header##*/}>" | "${CC:-cc}" -E - >/dev/null 2>&1; then
        echo "$header hides <${header##*/}> of the system" >&2
        failed=1
    fi
done
[ -z "${failed:-}" ] || exit 1
echo "includes: $(wc -l <"$scratch/includes") read, none points up, no circle"
