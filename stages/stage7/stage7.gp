# The figures of stage 7, from the data files that ./stage7 has written.
# By hand, from the top folder of the project:
#     gnuplot stages/stage7/stage7.gp
#     gnuplot -e "format='png'" stages/stage7/stage7.gp
if (!exists("home")) home = '.'
if (!exists("dir")) dir = home.'/build/stage7'
load home.'/common/program/plot.gp'

# The loss of each step, and the means of fifty; a model that was loaded has none.
set datafile separator comma
stats data('history.csv') skip 1 using ($2 < 1e300 ? $1 : NaN) nooutput
if (exists("STATS_max")) {
    bin = STATS_max < 500 ? 10 : int(STATS_max / 20 + 0.5)
    middle(step) = (floor(step / bin) + 0.5) * bin
    set output figure('stage7-loss')
    set xlabel 'step'
    set ylabel 'loss'
    set xrange [0:STATS_max + 1]
    set yrange [1:*<5]
    plot data('history.csv') skip 1 using 1:2 with points pointtype 7 \
             pointsize 0.25 linecolor rgb pale(1) title 'each name', \
         '' skip 1 using (middle($1)):2 smooth unique with lines \
             linecolor rgb colour(1) title sprintf('mean of %d', bin), \
         log(27) with lines dashtype 3 linecolor rgb ink \
             title 'all letters alike'
}
set datafile separator whitespace

# Squares, as large as a number from 0 to 1: a table as a picture.
letter(i) = i == 0 ? '.' : substr('abcdefghijklmnopqrstuvwxyz', i, i)
half(share) = 0.48 * sqrt(share)
set style fill solid noborder
set xtics () scale 0
set ytics () scale 0
unset key
unset grid

# Which letter follows which.
eval svg(450, 450)
set output figure('stage7-pairs')
set xlabel 'next letter'
set ylabel 'letter'
set xrange [-0.7:26.7]
set yrange [26.7:-0.7]
do for [i = 0:26] {
    set xtics add (letter(i) i)
    set ytics add (letter(i) i)
}
set ytics font ',10'
larger(share) = half(2.5 * share)
plot data('pairs.dat') using 2:1:(larger($3)):(larger($3)) with boxxyerror \
     linecolor rgb colour(1)

# Which letters each head looks at, for one name.
load data('name.gp')
n = strlen(name)
set output figure('stage7-attention')
set xtics () scale 0
set ytics () scale 0 font ''
set xrange [-0.7:n - 0.3]
set yrange [n - 0.3:-0.7]
do for [i = 0:n - 1] {
    set xtics add (substr(name, i + 1, i + 1) i)
    set ytics add (substr(name, i + 1, i + 1) i)
}
set multiplot layout 2, 2
set xlabel ''
do for [h = 0:3] {
    set ylabel ''
    set label 1 sprintf('head %d', h) at graph 0.95, 0.9 right textcolor rgb ink
    plot data('attention.dat') using ($1 == h ? $3 : NaN):2:(half($4)):(half($4)) \
         with boxxyerror linecolor rgb colour(h + 1)
}
unset multiplot
