# The figure of stage 8, from the data file that ./stage8 has written.
#     gnuplot stages/stage8/stage8.gp
if (!exists("home")) home = '.'
if (!exists("dir")) dir = home.'/build/stage8'
load home.'/common/program/plot.gp'

# Loss and accuracy of each epoch, of the GPT the loss of each step; with --epochs 0
# there is none to draw.
set datafile separator comma
stats data('history.csv') skip 1 using ($2 < 1e300 ? $1 : NaN) nooutput
if (exists("STATS_max")) {
    both = STATS_columns > 2
    set output figure('stage8-curves')
    set multiplot layout 1, both ? 2 : 1
    set xlabel both ? 'epoch' : 'step'
    set ylabel 'loss'
    set xrange [STATS_min:STATS_max + 1]
    plot data('history.csv') skip 1 using 1:2 with lines \
             linecolor rgb colour(1) notitle
    if (both) {
        set ylabel 'accuracy'
        set yrange [0:1]
        plot data('history.csv') skip 1 using 1:3 with lines \
                 linecolor rgb colour(2) notitle
    }
    unset multiplot
}
