# The figures of stage 6, from the data files that ./stage6 has written.
# By hand, from the top folder of the project:
#     gnuplot stages/stage6/stage6.gp
#     gnuplot -e "format='png'" stages/stage6/stage6.gp
if (!exists("home")) home = '.'
if (!exists("dir")) dir = home.'/build/stage6'
load home.'/common/program/plot.gp'
load data('networks.gp')

# Pictures: a square for each number, as large as the number; a second colour
# for those below 0.
set style fill solid noborder
set yrange [*:*] reverse
set size ratio -1
unset border
unset tics
unset grid
set output figure('stage6-samples')
plot data('samples.dat') using 1:2:3:3 with boxxyerror \
     linecolor rgb ink notitle

set output figure('stage6-units')
plot data('units.dat') using ($4 > 0 ? $1 : NaN):2:3:3 with boxxyerror \
         linecolor rgb colour(1) title 'above 0', \
     data('units.dat') using ($4 < 0 ? $1 : NaN):2:3:3 with boxxyerror \
         linecolor rgb colour(2) title 'below 0'

# If all digits were named rightly, the file holds none.
stats data('worst-names.dat') using 1 nooutput
if (STATS_records > 0) {
    set output figure('stage6-worst')
    set xrange [-1:44]
    plot data('worst.dat') using 1:($2 + 2 * int($2 / 9)):3:3 with boxxyerror \
             linecolor rgb ink notitle, \
         data('worst-names.dat') using (9 * $1 + 3.5):(11 * $2 + 9.2): \
             (sprintf('is %d, said %d', $3, $4)) with labels \
             textcolor rgb ink font ',12' notitle
    set autoscale x
}

# How often is what said?
set output figure('stage6-confusion')
set border 3
set tics front nomirror out scale 0.6,0.3 textcolor rgb ink
set xlabel 'said'
set ylabel 'is'
set xrange [-0.5:9.5]
set yrange [9.5:-0.5]
set xtics 0, 1 nomirror
set ytics 0, 1 nomirror
right(x, y, z) = x == y ? z : NaN
wrong(x, y, z) = x != y ? z : NaN
plot data('confusion.dat') using (right($1, $2, $1)):2:(0.5):(0.5) \
         with boxxyerror linecolor rgb pale(1) notitle, \
     data('confusion.dat') using (wrong($1, $2, $1)):2:(0.5):(0.5) \
         with boxxyerror linecolor rgb pale(2) notitle, \
     data('confusion.dat') using 1:2:(sprintf('%d', $3)) with labels \
         textcolor rgb ink notitle

# Loss by epoch: what it learns from against what it is only asked.
if (epochs > 0) {
    set datafile separator comma
    set size noratio
    set grid back linecolor rgb grid linetype 1 linewidth 0.5
    set xlabel 'epoch'
    set ylabel 'loss'
    set xtics autofreq nomirror
    set ytics autofreq nomirror
    set xrange [0:epochs]
    set yrange [0:0.4] noreverse
    set output figure('stage6-overfitting')
    set arrow 1 from best[1], 0 to best[1], 0.4 nohead dashtype 3 \
        linewidth 0.8 linecolor rgb ink
    plot data('curves-1.csv') skip 1 using 1:2 with lines \
             linecolor rgb colour(1) title 'training', \
         data('curves-1.csv') skip 1 using 1:4 with lines \
             linecolor rgb colour(2) title 'validation'
    unset arrow 1
    set output figure('stage6-networks')
    set ylabel 'validation loss'
    set yrange [0:0.4]
    plot for [i = 1:|names|] data(sprintf('curves-%d.csv', i)) skip 1 using 1:4 \
             with lines linecolor rgb colour(i) title names[i]
}
