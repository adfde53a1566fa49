# What several machines cost, from recorded times.
#     awk -f docs/weaver/mpi.awk docs/mpi.csv
# prints how long a sum of so many numbers takes, in microseconds;
#     awk -v model=1 -f docs/weaver/mpi.awk docs/bench.csv
# how many times as fast as one n machines are, by the formula of the page, for a model of
# stage 3's size, for the GPT with 8 names a step, which more than 8 machines cannot share, and
# for a larger model, with a fast and a slow network.
BEGIN { FS = model ? "\"" : "," }
model && $2 == "Iris, a step" && $4 == "kindling" { split($5, n, ","); small = n[2] }
model && $2 == "GPT, a name" && $4 == "kindling" { split($5, n, ","); gpt = n[2] }
model && $2 == "784-512-256-10, batch 512" && $4 == "kindling" { split($5, n, ","); large = n[2] }
model || !/^[a-z]+,[0-9]/ { next }
$3 != numbers {
    numbers = $3
    printf "%-22s %9s %9s %9s %9s processes\n", numbers " numbers,", "1", "2", "3", "4"
}
{ line = line sprintf(" %9.1f", $5) }
$2 == 4 { printf "%-22s%s us\n", "  " $1, line; line = "" }

function faster(n, compute, numbers, latency, bandwidth) { # in us, and bytes in a us
    return compute / (compute / n + 2 * (n - 1) * (latency + 4 * numbers / n / bandwidth))
}
END {
    if (!model) exit
    numbers = 784 * 512 + 512 + 512 * 256 + 256 + 256 * 10 + 10
    print "machines   stage 3,     large,      large,      large, 4096    GPT,"
    print "              fast       fast        slow        rows, slow    fast"
    for (m = 1; m <= 64; m *= 2)
        printf "%8d %10.2f %10.2f %11.2f %17.2f %7s\n", m, faster(m, 8 * small, 131, 5, 12500), \
            faster(m, large, numbers, 5, 12500), faster(m, large, numbers, 50, 125), \
            faster(m, 8 * large, numbers, 50, 125), \
            (m > 8) ? "-" : sprintf("%.2f", faster(m, 8 * gpt, 4192, 5, 12500))
}
