# The figures of stage 1, from the data files that ./stage1 has written.
# By hand, from the top folder of the project:
#     gnuplot stages/stage1/stage1.gp
#     gnuplot -e "format='png'" stages/stage1/stage1.gp
if (!exists("home")) home = '.'
if (!exists("dir")) dir = home.'/build/stage1'
load home.'/common/program/plot.gp'

# The points as they were measured: number 0 practised for 0 hours, and so on.
set ylabel 'y, marks'
set xlabel 'x, hours'
set xrange [-0.5:9.5]
set yrange [0:10]
set output figure('stage1-points')
plot data('points.dat') using 0:2 with points pointtype disc(1) linecolor rgb colour(1) notitle
set autoscale

set xlabel 'x, hours, standardised'

set output figure('stage1-fit')
plot data('line.dat') with lines linewidth 1.5 linecolor rgb colour(2) \
         title 'prediction', \
     data('points.dat') with points pointtype disc(1) linecolor rgb colour(1) \
         title 'training data'

# The loss of each epoch; with --epochs 0 there is none to draw.
set datafile separator comma
stats data('history.csv') skip 1 \
      using ($2 > 0 && $2 < 1e300 ? $1 : NaN) nooutput
if (exists("STATS_max")) {
    set xlabel 'epoch'
    set ylabel 'loss of the last batch'
    set logscale y
    set output figure('stage1-loss')
    plot data('history.csv') skip 1 with lines linecolor rgb colour(1) \
             notitle
}
