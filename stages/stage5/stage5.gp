# The figures of stage 5, from the data files that ./stage5 has written.
# By hand, from the top folder of the project:
#     gnuplot stages/stage5/stage5.gp
#     gnuplot -e "format='png'" stages/stage5/stage5.gp
if (!exists("home")) home = '.'
if (!exists("dir")) dir = home.'/build/stage5'
load home.'/common/program/plot.gp'

# The names of all functions; trained = those that the last run has trained. In
# all figures the same function has the same colour.
load data('trained.gp')
count = words(names)
shade(i) = i == 7 ? ink : colour(i)
number(name) = sum [i = 1:count] (word(names, i) eq name ? i : 0)

# Logistic against tanh; dotted lines where they level off.
set output figure('stage5-logistic-tanh')
set xlabel 'net input z'
set ylabel 'activation'
set xrange [-5:5]
set yrange [-1.1:1.1]
set samples 401
plot for [y in "-1 -0.5 0 0.5 1"] real(y) with lines linetype 1 dashtype 3 \
         linewidth 0.8 linecolor rgb ink notitle, \
     1 / (1 + exp(-x)) with lines linewidth 1.5 linecolor rgb shade(1) \
         title 'logistic', \
     tanh(x) with lines linewidth 1.5 linecolor rgb shade(2) title 'tanh'

# The family: functions, and their slopes. The smooth ones stand first, then ReLU and
# its kin.
unset key
set xrange [-4:4]
set xlabel 'x'
eval two_panels
set xtics 1
set output figure('stage5-family')
set yrange [-1.5:4]
set multiplot layout rows, columns
set ylabel 'value'
set label 1 'softplus' at 1.9, 2.8 right textcolor rgb ink
set label 2 'tanh' at -0.5, -0.9 textcolor rgb ink
set label 3 'sigmoid' at 1.6, 0.5 textcolor rgb ink
plot for [i in '1 2 5'] data('family.dat') using 1:(column(1 + i)) with lines \
     linewidth 1.5 linecolor rgb shade(i)
set label 1 'relu' at -3.8, 0.25 left
set label 2 'leaky_relu' at -3.8, -0.3
set label 3 'elu' at -1, -0.95
set label 4 'gelu' at 1.1, 0.55 textcolor rgb ink
plot for [i in '3 4 6 7'] data('family.dat') using 1:(column(1 + i)) with lines \
     linewidth 1.5 linecolor rgb shade(i)
unset multiplot
unset label
set output figure('stage5-slopes')
set yrange [-0.2:1.3]
set multiplot layout rows, columns
set ylabel 'slope'
set label 1 'softplus' at 1.7, 0.78 textcolor rgb ink
set label 2 'tanh' at 0.4, 1.05 textcolor rgb ink
set label 3 'sigmoid' at 2, 0.22 textcolor rgb ink
plot for [i in '1 2 5'] data('family.dat') using 1:(column(8 + i)) with lines \
     linewidth 1.5 linecolor rgb shade(i)
set label 1 'leaky_relu' at 0.25, 0.24
set label 2 'relu' at 0.25, 0.09
set label 3 'elu' at -1.2, 0.42 right
set label 4 'gelu' at 2.1, 1.2 textcolor rgb ink
plot for [i in '3 4 6 7'] data('family.dat') using 1:(column(8 + i)) with lines \
     linewidth 1.5 linecolor rgb shade(i)
unset multiplot
unset label

# Names stand where the lines end, below each other in the order of the ends, and a
# thin line leads to each. The end of a line that is none counts as 0.
most = words(trained)
shade_of(i) = shade(number(word(trained, i)))
array end[most]
rank(i) = sum [j = 1:most] (end[j] > end[i] || (end[j] == end[i] && j < i))

# Training.
if (epochs > 0) {
    set datafile separator comma
    set autoscale
    low = high = NaN
    do for [i = 1:most] {
        stats data('training-'.word(trained, i).'.csv') skip 1 \
            using (at = $1, last = $2, $2) nooutput
        end[i] = last > 0 ? last : 0
        low = low < end[i] ? low : end[i]
        high = high > STATS_max ? high : STATS_max
    }
    set output figure('stage5-training')
    set xlabel 'epoch'
    set xtics 0, ceil(epochs / 2.0), epochs
    set multiplot layout rows, columns
    set xrange [0:(columns == 2 ? 1.7 : 1.4) * epochs]
    set ylabel 'loss'
    set print $names
    do for [i = 1:most] {
        print sprintf('%d,%g,%g,%s', at, end[i], low + 0.13 * \
            (high - low) * (most - 1 - rank(i)), word(trained, i))
    }
    set print
    plot for [i = 1:most] data('training-'.word(trained, i).'.csv') \
             skip 1 using 1:2 with lines linecolor rgb shade_of(i), \
         for [i = 1:most] $names every ::i - 1::i - 1 \
             using 1:2:(0.1 * epochs):($3 - $2) with vectors nohead \
             linewidth 0.5 linecolor rgb shade_of(i), \
         $names using ($1 + 0.13 * epochs):3:4 with labels left textcolor rgb ink
    if (columns == 2) { set xrange [0:epochs] }
    set yrange [0:1]
    set ylabel 'accuracy'
    plot for [i = 1:most] data('training-'.word(trained, i).'.csv') \
         skip 1 using 1:3 with lines linecolor rgb shade_of(i)
    unset multiplot
    set datafile separator whitespace
}

# The gradient in each layer.
set autoscale
top = 0
least = 1
eval one_panel
do for [i = 1:most] {
    stats data('gradients.dat') using \
        (last = column(1 + number(word(trained, i))), layers = $1, \
        least = last > 0 && last < least ? last : least) nooutput
    end[i] = last > 0 ? last : 0
    top = top > end[i] ? top : end[i]
}
set output figure('stage5-gradients')
set xlabel 'layer, 1 is the first'
set ylabel 'mean |gradient|'
set xtics 1, (layers > 20 ? 10 : 1), layers
set xrange [1:1.25 * layers]
set logscale y
set format y '1e%T'
set print $names
do for [i = 1:most] {
    print sprintf('%d %g %g %s', layers, end[i], \
        top * (least / top) ** (0.08 * rank(i)), word(trained, i))
}
set print
plot for [i = 1:most] data('gradients.dat') \
         using 1:(column(1 + number(word(trained, i)))) with linespoints \
         pointtype 7 pointsize 0.4 linecolor rgb shade_of(i), \
     for [i = 1:most] $names every ::i - 1::i - 1 \
         using 1:2:(0.06 * $1):($3 - $2) with vectors nohead \
         linewidth 0.5 linecolor rgb shade_of(i), \
     $names using (1.07 * $1):3:4 with labels left textcolor rgb ink
