# The figure of stage 4, from the data files that ./stage4 has written: a map of
# the whole model's file and one of the state dict's. By hand, from the top:
#     gnuplot stages/stage4/stage4.gp
#     gnuplot -e "format='png'" stages/stage4/stage4.gp
if (!exists("home")) home = '.'
if (!exists("dir")) dir = home.'/build/stage4'
load home.'/common/program/plot.gp'

# Rectangles x0 x1 byte0 byte1 part: 64 bytes in a row, the first row on top.
array part[5] = ['pickle', 'parameters', 'headers', 'padding', 'directory']
paint(i) = i == 4 ? grid : colour(i)
stats data('whole.dat') using 4 nooutput
set style fill solid noborder
set output figure('stage4-map')
set multiplot layout 1, 2
set tmargin at screen 0.82
# A key for both plots.
array place[5] = [0.03, 0.20, 0.42, 0.61, 0.79]
do for [i = 1:5] {
    x = place[i]
    set object i rectangle from screen x, 0.955 to screen x + 0.03, 0.98 \
        fillcolor rgb paint(i) fillstyle solid noborder
    set label i part[i] at screen x + 0.04, 0.965 textcolor rgb ink
}
set title textcolor rgb ink
set xrange [0:64]
set yrange [STATS_max:0]
set xtics 16
set format y '%.0f'
set xlabel 'byte in the row'
set ylabel 'first byte of the row'
do for [file in "whole state"] {
    set title file eq 'whole' ? 'whole model' : 'state dict'
    plot for [i = 1:5] data(file.'.dat') \
        using ($5 == i ? $1 : NaN):3:1:2:3:4 with boxxyerror \
        linecolor rgb paint(i) notitle
    set ylabel ''
    unset label
    unset object
}
unset multiplot
