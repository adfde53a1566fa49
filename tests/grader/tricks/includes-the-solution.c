// EARNS 0: the solution is a file like any other?
#include "tests/exercises/1.1-mse-gradient/solution.c"
