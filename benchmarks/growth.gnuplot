# The folder with the data is in the variable `data`; the picture goes to standard output.
set terminal svg size 1100,420 font "sans,12" background "white"
set multiplot layout 1,3
set logscale xy 10
set grid
set key top left
set format x "10^{%T}"
set ylabel "ms, MiB"

file(name) = data . '/' . name . '.tsv'
plot_title(t) = sprintf("{/:Bold %s}", t)

set title plot_title("Chain of n nodes") enhanced
set xlabel "nodes"
plot file('nodes') using 1:2 with linespoints lw 2 title "ms a pass", \
     file('nodes') using 1:3 with linespoints lw 2 title "MiB resident", \
     file('nodes') using 1:($1*200e-6) with lines dt 2 lc "gray40" title "200 ns a node"

set title plot_title("3 layers of 256, batch n") enhanced
set xlabel "batch"
set format x "%g"
plot file('batch') using 1:2 with linespoints lw 2 title "ms a pass", \
     file('batch') using 1:3 with linespoints lw 2 title "MiB resident"

set title plot_title("3 layers of width n, batch 64") enhanced
set xlabel "width"
plot file('width') using 1:2 with linespoints lw 2 title "ms a pass", \
     file('width') using 1:3 with linespoints lw 2 title "MiB resident"
unset multiplot
