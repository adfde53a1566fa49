// What stands before a learner's file when it is compiled: run.c includes this
// file, and this file the learner's, whose path is LEARNER.
//
// The standard headers come first, because they use the words that are poison
// afterwards: by an assembler line or by a function that runs while the program
// is still being loaded, one could come at files before the sandbox is closed.
#include <assert.h>
#include <complex.h>
#include <ctype.h>
#include <errno.h>
#include <fenv.h>
#include <float.h>
#include <inttypes.h>
#include <limits.h>
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdnoreturn.h>
#include <string.h>
#include <time.h>

#undef I // <complex.h> takes this letter

#pragma GCC poison asm __asm __asm__ ifunc __ifunc__ section __section__

#include LEARNER
