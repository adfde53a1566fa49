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

# The family: functions, and their slopes. Both have the same room for keys.
set output figure('stage5-family')
set xrange [-4:4]
set xlabel 'x'
set multiplot layout 1, 2
set yrange [-1.5:4]
set ylabel 'value'
set key maxrows 4
set tmargin at screen 0.75
plot for [i = 1:4] data('family.dat') using 1:(column(1 + i)) with lines \
         linecolor rgb shade(i) title word(names, i), \
     for [i = 5:count] data('family.dat') using 1:(column(1 + i)) with lines \
         linecolor rgb shade(i) notitle
set yrange [-0.2:1.3]
set ylabel 'slope'
plot for [i = 1:4] data('family.dat') using 1:(column(8 + i)) with lines \
         linecolor rgb shade(i) notitle, \
     for [i = 5:count] data('family.dat') using 1:(column(8 + i)) with lines \
         linecolor rgb shade(i) title word(names, i)
unset multiplot

# Training.
if (epochs > 0) {
    set output figure('stage5-training')
    set datafile separator comma
    set xlabel 'epoch'
    set xrange [0:epochs]
    set xtics 0, ceil(epochs / 2.0)
    set multiplot layout 1, 2
    set tmargin at screen 0.75
    set autoscale y
    set ylabel 'loss'
    plot for [i = 1:words(trained)] data('training-'.word(trained, i).'.csv') \
             skip 1 using 1:2 with lines \
             linecolor rgb shade(number(word(trained, i))) \
             title (i <= 4 ? word(trained, i) : '')
    set yrange [0:1]
    set ylabel 'accuracy'
    plot for [i = 1:words(trained)] data('training-'.word(trained, i).'.csv') \
             skip 1 using 1:3 with lines \
             linecolor rgb shade(number(word(trained, i))) \
             title (i > 4 ? word(trained, i) : '')
    unset multiplot
    set datafile separator whitespace
    set xtics autofreq
}

# The gradient in each layer.
set output figure('stage5-gradients')
set xlabel 'layer, 1 is the first'
set ylabel 'mean |gradient|'
set autoscale
set xtics 1
set logscale y
set format y '1e%T'
set key maxrows 3 maxcols 3
plot for [i = 1:words(trained)] data('gradients.dat') \
     using 1:(column(1 + number(word(trained, i)))) with linespoints \
     pointtype 7 pointsize 0.4 \
     linecolor rgb shade(number(word(trained, i))) title word(trained, i)
