#!/bin/sh
# Reads the #include lines and says which of them break the order of the house:
# an include never points to a floor above its own, common/*.c knows neither
# model_file/ nor program/, these two do not know each other, model_file/ has one
# door, and no files include each other in a circle.
#
#     check-includes.sh [TREE]
set -eu
cd "${1:-.}"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# From the ground up. A file x_y stands where x stands, if it is not listed.
cat >"$scratch/floors" <<END
base
random simd bytes file
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

# x.c and x.h are one; mistake.h is the second header of base.c.
function module(path) {
    sub(/\.[ch]$/, "", path)
    sub(/^common\//, "", path)
    return path == "mistake" ? "base" : path
}
function level(m) {
    if (m ~ /^(stages|docs)\//) return floor["stages"]
    sub(/\/.*/, "", m)
    if (!(m in floor)) sub(/_.*/, "", m)
    return floor[m]
}
function fault(what) { print $1 ": #include \"" $2 "\": " what; faults = 1 }
{
    from = module($1)
    to = ($1 ~ /^stages/ && $2 ~ /^[a-z_0-9]*\.h$/ && level(module($2)) == 0) ? \
        substr(from, 1, match(from, /[^\/]*$/) - 1) module($2) : module($2)
    if (from != to) print from, to > edges
    if (!level(from)) { fault("this file has no floor in tests/check-includes.sh"); next }
    if (!level(to)) { fault("that file has no floor in tests/check-includes.sh"); next }
    if (level(to) > level(from)) fault("points up")
    if (from ~ /^program\// && to ~ /^model_file\//) fault("these rooms do not know each other")
    if (from !~ /^model_file\// && to ~ /^model_file\// && $2 != "model_file/model_file.h")
        fault("the door is model_file/model_file.h")
}
END { exit faults }' "$scratch/floors" "$scratch/includes" >&2 || failed=1

if ! tsort "$scratch/edges" >/dev/null 2>"$scratch/circle"; then
    echo "These files include each other in a circle:" >&2
    sed -n 's/^tsort: //p' "$scratch/circle" | grep -v ':' >&2
    failed=1
fi
[ -z "${failed:-}" ] || exit 1
echo "includes: $(wc -l <"$scratch/includes") read, none points up, no circle"
