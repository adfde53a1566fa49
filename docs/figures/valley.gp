# The valley that stage 1 walks down: the loss of all ten points for each weight,
# with the best bias, and the first steps with a small and a large learning rate.
#     gnuplot -e "dir='build/weave/figures'" docs/figures/valley.gp
home = '.'
load 'common/program/plot.gp'

# The best line, from the data; the mean of x is 0 and that of its squares 1.
points = 'build/stage1/points.dat'
stats points using ($1 * $2) nooutput name 'XY'
stats points using 2 nooutput name 'Y'
best = XY_mean
stats points using (($2 - best * $1 - Y_mean)**2) nooutput name 'REST'
loss(w) = (w - best)**2 + REST_mean

start = 0.6614
after(lr, k) = best + (start - best) * (1 - 2 * lr)**k

set xlabel 'weight'
set ylabel 'loss'
set xrange [-0.5:6]
set yrange [0:11]
set samples 200
set output figure('valley')
plot loss(x) with lines linecolor rgb ink title 'loss', \
     '+' using (after(0.1, int($0))):(loss(after(0.1, int($0)))) \
         every ::0::12 with linespoints pointtype disc(1) \
         linecolor rgb colour(1) title 'learning rate 0.1', \
     '+' using (after(1.05, int($0))):(loss(after(1.05, int($0)))) \
         every ::0::4 with linespoints pointtype diamond(2) pointsize 0.85 \
         linecolor rgb colour(2) title 'learning rate 1.05'
