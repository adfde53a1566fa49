# Rows of a recorded bench, for a page: median times, how many times the first of its
# group each is, and for products thousand million multiplications and additions a second.
#     awk -f docs/weaver/bench.awk -v job='a step' docs/bench.csv
BEGIN { FS = "\"" }
NF == 5 && index($2, job) {
    split($5, number, ",")
    time = number[2]
    if ($2 != last) first = time
    speed = ""
    if (split($2, word, /[ ,]+/) == 7 && word[1] == "product")
        speed = sprintf("  %6.1f GFLOP/s", 2e-3 * word[2] * word[4] * word[7] / time)
    unit = time < 1 ? "ns" : time < 10000 ? "us" : "ms"
    scale = time < 1 ? 1000 : time < 10000 ? 1 : 1e-3
    printf "%-30s %-20s %7.1f %s %7.2f%s\n", $2 == last ? "" : $2, $4, time * scale, unit, \
        time / first, speed
    last = $2
}
