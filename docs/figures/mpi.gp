# What the sum of all gradients costs on one machine, from a recorded run.
#     gnuplot -e "dir='build/weave/figures'" docs/figures/mpi.gp
home = '.'
load 'common/program/plot.gp'

set datafile separator comma
rows(sum) = "<awk -F , '$1 == \"".sum."\" && $3 > 1000' docs/mpi.csv"
set output figure('mpi')
set multiplot layout 1, 2
set xlabel 'processes'
set xrange [0.8:4.2]
set xtics 1
set yrange [0:*]
set ylabel 'milliseconds'
plot rows('shares') using 2:($5 / 1000) with linespoints pointtype disc(1) \
         linecolor rgb colour(1) title 'shares', \
     rows('engine') using 2:($5 / 1000) with linespoints pointtype disc(3) \
         linecolor rgb colour(3) title 'engine', \
     rows('ring') using 2:($5 / 1000) with linespoints pointtype diamond(2) \
         linecolor rgb colour(2) title 'ring'
set ylabel 'megabytes that each sends'
plot rows('shares') using 2:($6 / 1e6) with linespoints pointtype disc(1) \
         linecolor rgb colour(1) title 'shares', \
     rows('ring') using 2:($6 / 1e6) with linespoints pointtype diamond(2) \
         linecolor rgb colour(2) title 'ring'
unset multiplot
