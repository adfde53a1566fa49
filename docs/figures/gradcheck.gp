# How wrong a slope by differences is, for each h: too wide a step is bent by the curve,
# too small a one drowns in rounding. The slope of e^x at 1, in double.
#     gnuplot -e "dir='build/weave/figures'" docs/figures/gradcheck.gp
home = '.'
load 'common/program/plot.gp'

central(h) = (exp(1 + h) - exp(1 - h)) / (2 * h)
stencil(h) = (-exp(1 + 2 * h) + 8 * exp(1 + h) - 8 * exp(1 - h) + exp(1 - 2 * h)) / (12 * h)
error(slope) = abs(slope - exp(1)) / exp(1) + 1e-17

set xlabel 'h'
set ylabel 'relative error'
set logscale xy
set xrange [1e-12:1]
set yrange [1e-16:1]
set format '1e%T'
set samples 150
set output figure('gradcheck')
plot error(central(x)) with lines linecolor rgb colour(1) title 'two points', \
     error(stencil(x)) with lines linecolor rgb colour(2) title 'four points'
