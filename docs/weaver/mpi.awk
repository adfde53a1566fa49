# What several machines cost, from recorded times.
#     awk -f docs/weaver/mpi.awk docs/mpi.csv
# prints the time and the bytes of a sum of so many numbers, by one machine's memory;
#     awk -v model=1 -f docs/weaver/mpi.awk docs/bench.csv
# how many times faster a step becomes with n machines, by the formula of the page, for
# networks of two kinds, with a model of stage 3's size and a larger one.
BEGIN { FS = model ? "\"" : "," }
model && $2 == "Iris, a step" && $4 == "kindling" { split($5, n, ","); small = n[2] }
model && $2 == "784-512-256-10, batch 512" && $4 == "kindling" { split($5, n, ","); large = n[2] }
model || !/^[a-z]+,[0-9]/ { next }
$3 != last { printf "%s%d numbers\n", last ? "\n" : "", $3; last = $3; head() }
{ printf "%-7s %5d %12.1f us %12d\n", $1, $2, $5, $6 }
function head() { printf "%-7s %5s %15s %12s\n", "sum", "ranks", "time", "bytes sent" }
function faster(n, compute, numbers, latency, bandwidth) { # in us, and bytes a us
    return compute / (compute / n + 2 * (n - 1) * (latency + 4 * numbers / n / bandwidth))
}
END {
    if (!model) exit
    split("1 2 4 8 16 32 64", ranks, " ")
    numbers = 784 * 512 + 512 + 512 * 256 + 256 + 256 * 10 + 10
    print "machines   stage 3,     large,      large,      large, 4096"
    print "              fast       fast        slow        rows, slow"
    for (i = 1; i <= 7; i++)
        printf "%8d %10.2f %10.2f %11.2f %17.2f\n", ranks[i], \
            faster(ranks[i], 8 * small, 131, 5, 12500), \
            faster(ranks[i], large, numbers, 5, 12500), \
            faster(ranks[i], large, numbers, 50, 125), \
            faster(ranks[i], 8 * large, numbers, 50, 125)
}
