# The speed of products of square matrices, from the recorded bench.
#     gnuplot -e "dir='build/weave/figures'" docs/figures/bench.gp
home = '.'
load 'common/program/plot.gp'

# job "product N x N, sums of N", who, median in microseconds: N and 10^9 operations a second
speed(by) = "<awk -F '\"' '$2 ~ /^product/ && $4 == \"".by."\" { split($2, w, /[ ,]+/); ". \
    "split($5, n, \",\"); if (w[2] == w[4] && w[4] == w[7]) ". \
    "print w[2], 2e-3 * w[2] ^ 3 / n[2] }' docs/bench.csv"

set xlabel 'rows and columns'
set ylabel 'GFLOP/s'
set logscale x 2
set xrange [28:1200]
set yrange [0:*]
set output figure('bench')
plot speed('kindling') with linespoints pointtype disc(1) \
         linecolor rgb colour(1) title 'tiles', \
     speed('OpenBLAS') with linespoints pointtype diamond(2) \
         linecolor rgb colour(2) title 'OpenBLAS', \
     speed('three loops') with linespoints pointtype disc(3) \
         linecolor rgb colour(3) title 'three loops'
