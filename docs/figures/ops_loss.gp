# The loss of a row for each probability that its right class was given.
home = '.'
load 'common/program/plot.gp'

set xlabel 'probability of the right class'
set ylabel 'loss'
set xrange [0:1]
set yrange [0:5]
set samples 400
set label 1 'sure and wrong' at 0.06, 4 textcolor rgb ink
set label 2 'one of three, guessed' at 0.36, 1.25 textcolor rgb ink
set label 3 'sure and right' at 0.98, 0.35 right textcolor rgb ink
set output figure('ops_loss')
plot -log(x) with lines linewidth 1.5 linecolor rgb colour(1) notitle, \
     '+' using (1.0 / 3):(log(3)) every ::0::0 with points pointtype disc(1) \
         linecolor rgb colour(2) notitle
