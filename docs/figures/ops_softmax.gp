# Scores before and after the softmax.
home = '.'
load 'common/program/plot.gp'

$scores << EOD
1 2 0.6652
2 1 0.2447
3 0 0.0900
EOD
set style fill solid 1 noborder
set boxwidth 0.5
set xrange [0.4:3.6]
set xlabel 'class'
set xtics 1
set yrange [0:2.2]
set output figure('ops_softmax')
set multiplot layout 1, 2
set title 'scores' textcolor rgb ink
plot $scores using 1:2 with boxes linecolor rgb pale(1) notitle, \
     '' using 1:2:2 with labels offset 0,0.7 textcolor rgb ink notitle
set yrange [0:1.1]
set title 'probabilities' textcolor rgb ink
plot $scores using 1:3 with boxes linecolor rgb pale(3) notitle, \
     '' using 1:3:3 with labels offset 0,0.7 textcolor rgb ink notitle
unset multiplot
