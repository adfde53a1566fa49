# What all figures share: where they go, their size, and their colours.
#
# A stage's script loads this file, then for each figure says
#     set output figure('stage1-loss')
#     plot data('loss.dat') ...
# Four variables may be set before, with gnuplot -e "dir='...'; format='png'":
#     home     the top folder of the project
#     dir      the folder of the data files
#     out      the folder of the figures; else dir
#     format   svg, png, or dumb (drawn with letters in the terminal)
if (!exists("format")) format = 'svg'
if (!exists("out")) out = dir

data(name) = dir.'/'.name
figure(name) = format eq 'dumb' ? '|tr -d "\f"' : out.'/'.name.'.'.format

set encoding utf8
# noenhanced: a name such as petal_length has no subscript. A phone shows a figure of
# this width whole. Two panels that would be too small beside each other stand below
# each other, but not in a terminal:
#     eval two_panels
#     set multiplot layout rows, columns
svg(width, height) = format ne 'svg' ? '' : sprintf('set terminal svg noenhanced '. \
    'size %d,%d font "sans-serif,14" linewidth 1.5', width, height)
one_panel = svg(450, 340)
two_panels = svg(450, 560)
rows = format eq 'svg' ? 2 : 1
columns = 3 - rows
eval one_panel
if (format eq 'png') set terminal pngcairo noenhanced size 1200,800 \
    font 'sans-serif,10.5' fontscale 2 linewidth 3 pointscale 3
if (format eq 'dumb') set terminal dumb noenhanced size 78,22

# This is the one place of the colours: pages, EPUB and the drawings of Graphviz
# have these or none (docs/weaver/palette.awk, svg.lua).
#
# Every colour has one job and one value, and no other thing has that value: so
# a page may replace the colour (in the dark, ink is white). The series are
# those of Okabe and Ito, which colour-blind readers can tell apart, and pale is
# a fifth of each on white. Number 7 has the colour of number 1 again.
ink = '#222221'
grid = '#d0d0d1'
array colours[6] = \
    ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9']
array pales[6] = \
    ['#cce3f0', '#f7dfcc', '#ccece3', '#f5e4ed', '#faeccc', '#ddf0fb']
colour(i) = colours[(i - 1) % 6 + 1]
pale(i) = pales[(i - 1) % 6 + 1]

# Two marks, for series i; a terminal that draws with letters gets o, p, … and
# O, P, …
disc(i) = format eq 'dumb' ? sprintf('%c', 111 + (i - 1) % 12) : 7
diamond(i) = format eq 'dumb' ? sprintf('%c', 79 + (i - 1) % 12) : 13

set pointsize 0.65
set border 3 front linecolor rgb ink linewidth 0.7
set tics front nomirror out scale 0.6,0.3 textcolor rgb ink
set format '%g'
set xlabel textcolor rgb ink
set ylabel textcolor rgb ink
# Above the frame the key covers no data.
set key tmargin left horizontal Left reverse samplen 1 \
    textcolor rgb ink
if (format ne 'dumb') set grid back linecolor rgb grid linetype 1 linewidth 0.5
