# When a bar is drawn: 50 epochs of 30 milliseconds each call progress_show, which draws
# after half a second, then ten times a second at most.
home = '.'
load 'common/program/plot.gp'

EPOCHS = 50
CELLS = 30
EPOCH = 0.03
set print $calls
next = 0.5
do for [done = 1:EPOCHS] {
    at = (done - 1) * EPOCH
    draws = done < EPOCHS && at >= next - 1e-9
    if (draws) { next = at + 0.1 }
    print at, int(CELLS * done / EPOCHS), draws
}
set print
set xlabel 'seconds since the first call'
set ylabel 'full cells, of 30'
set xrange [-0.05:1.55]
set yrange [0:31]
set output figure('progress')
plot $calls using 1:($3 == 1 ? NaN : $2) with points pointtype disc(1) pointsize 0.35 \
         linecolor rgb ink title 'called', \
     $calls using 1:($3 == 1 ? $2 : NaN) with points pointtype disc(1) pointsize 0.9 \
         linecolor rgb colour(1) title 'called, and drawn'
