# How many times faster a step becomes with more machines, by a formula.
#     gnuplot -e "dir='build/weave/figures'" docs/figures/mpi_model.gp
home = '.'
load 'common/program/plot.gp'

set output figure('mpi_model')
set xlabel 'machines'
set logscale x 2
set ylabel 'times as fast as one'
set xrange [1:64]
set yrange [0:10]
model = "<awk -v model=1 -f docs/weaver/mpi.awk docs/bench.csv | tail -n 7"
plot x with lines dashtype 3 linecolor rgb ink title 'ideal', \
     model using 1:3 with linespoints pointtype disc(1) linecolor rgb colour(1) \
         title 'large, fast', \
     model using 1:5 with linespoints pointtype diamond(2) linecolor rgb colour(2) \
         title '4096 rows, slow', \
     model using 1:4 with linespoints pointtype disc(3) linecolor rgb colour(3) \
         title 'large, slow', \
     model using 1:2 with linespoints pointtype diamond(4) linecolor rgb colour(4) \
         title 'stage 3, fast'
