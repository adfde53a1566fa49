# The sigmoid and its slope: where the curve is flat, nothing comes back.
home = '.'
load 'common/program/plot.gp'

sigmoid(x) = 1 / (1 + exp(-x))
set xlabel 'x'
set xrange [-8:8]
set yrange [0:1]
set samples 300
set output figure('ops_activation')
plot sigmoid(x) with lines linewidth 1.5 linecolor rgb colour(1) title 'sigmoid', \
     sigmoid(x) * (1 - sigmoid(x)) with lines linewidth 1.5 \
         linecolor rgb colour(2) title 'its slope'
