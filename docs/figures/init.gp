# What becomes of the spread of numbers on their way through layers of 16 units, for three
# spreads of the weights: each layer multiplies the variance by 16 Var(w).
home = '.'
load 'common/program/plot.gp'

set xlabel 'layer'
set ylabel 'deviation of its sums'
set logscale y
set xrange [0:10]
set yrange [1e-3:1e3]
set format y '1e%T'
after(variance, layer) = (16 * variance) ** (layer / 2)
set output figure('init')
plot after(1.0 / 8, x) with lines linecolor rgb colour(2) title 'Var(w) = 2/n', \
     after(1.0 / 16, x) with lines linecolor rgb colour(1) title '1/n', \
     after(1.0 / 48, x) with lines linecolor rgb colour(3) title '1/(3n), as PyTorch draws'
