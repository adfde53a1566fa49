# Adam's two averages, and the step that they make, for a gradient that is 1 for 20 steps,
# then shakes between 1 and -1.
home = '.'
load 'common/program/plot.gp'

gradient(t) = t <= 20 ? 1 : (int(t) % 2 ? 1 : -1)
set table $adam
set samples 61
m = 0
v = 0
plot [0:60] '+' using (t = int($1 + 0.5), g = gradient(t), \
    m = t ? 0.9 * m + 0.1 * g : 0, v = t ? 0.999 * v + 0.001 * g * g : 0, t):(m):(v): \
    (t ? (m / (1 - 0.9 ** t)) / sqrt(v / (1 - 0.999 ** t)) : 0):(t ? g : 0) with table
unset table

set xlabel 'step'
set xrange [1:60]
set yrange [-1.1:1.1]
set output figure('optim')
plot $adam using 1:5 with points pointtype disc(1) pointsize 0.4 \
         linecolor rgb colour(1) title 'gradient', \
     $adam using 1:2 with lines linecolor rgb colour(2) title 'm', \
     $adam using 1:3 with lines linecolor rgb colour(3) title 'v', \
     $adam using 1:4 with lines linewidth 1.8 linecolor rgb ink title 'step / lr'
