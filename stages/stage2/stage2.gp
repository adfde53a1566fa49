# The figures of stage 2, from the data files that ./stage2 has written.
# By hand, from the top folder of the project:
#     gnuplot stages/stage2/stage2.gp
#     gnuplot -e "format='png'" stages/stage2/stage2.gp
if (!exists("home")) home = '.'
if (!exists("dir")) dir = home.'/build/stage2'
load home.'/common/program/plot.gp'

set xlabel 'x, standardised'
set ylabel 'y'

set output figure('stage2-fit')
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
    set output figure('stage2-loss')
    plot data('history.csv') skip 1 with lines linecolor rgb colour(1) \
             notitle
}
