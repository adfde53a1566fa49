# The figures of stage 3, from the data files that ./stage3 has written.
# By hand, from the top folder of the project:
#     gnuplot stages/stage3/stage3.gp
#     gnuplot -e "format='png'" stages/stage3/stage3.gp
if (!exists("home")) home = '.'
if (!exists("dir")) dir = home.'/build/stage3'
load home.'/common/program/plot.gp'

# Loss and accuracy of each epoch; with --epochs 0 there is none to draw.
set datafile separator comma
stats data('history.csv') skip 1 using ($2 < 1e300 ? $1 : NaN) nooutput
if (exists("STATS_max")) {
    set output figure('stage3-curves')
    set multiplot layout 1, 2
    set xlabel 'epoch'
    set xtics 0, ceil((STATS_max + 1) / 2)
    set xrange [0:STATS_max + 1]
    set ylabel 'loss'
    plot data('history.csv') skip 1 using 1:2 with lines \
             linecolor rgb colour(1) notitle
    set ylabel 'accuracy'
    set yrange [0:1]
    plot data('history.csv') skip 1 using 1:3 with lines \
             linecolor rgb colour(2) notitle
    unset multiplot
    set xtics autofreq
}
set datafile separator whitespace

# What the model answers anywhere in the plane of two features: rectangles
# x0 x1 y0 y1 class, in pale colours. On top, the rows of the table.
# A table with one feature has no plane, and then there are 0 classes to draw.
load data('names.gp')
if (classes == 0) exit
set xlabel xname
set ylabel yname
set autoscale
set autoscale fix
if (classes > 12) unset key
set style fill solid border
set output figure('stage3-regions')
only(class, i, x) = class == i - 1 ? x : NaN
plot for [i = 1:classes] data('regions.dat') \
         using (only($5, i, $1)):3:1:2:3:4 with boxxyerror \
         linewidth 0.5 linecolor rgb pale(i) notitle, \
     for [i = 1:classes] data('flowers.dat') \
         using (only($3, i, $1)):($4 == 0 ? $2 : NaN) with points \
         pointtype disc(i) linecolor rgb colour(i) \
         title class_names[i], \
     for [i = 1:classes] data('flowers.dat') \
         using (only($3, i, $1)):($4 == 1 ? $2 : NaN) with points \
         pointtype diamond(i) pointsize 0.85 linecolor rgb colour(i) \
         notitle, \
     NaN with points pointtype diamond(1) pointsize 0.85 linecolor rgb ink \
         title 'test'
