// What stands before a learner's file when it is compiled: run.c includes this
// file, and this file the learner's, whose path is LEARNER. The headers that
// every learner's file has.
#ifndef __clang__
#pragma GCC pop_options // those of exercise.h
#endif

#include <assert.h>
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

// The checks of memory are not to be switched off.
#pragma GCC poison no_sanitize __no_sanitize__
#pragma GCC poison no_sanitize_address __no_sanitize_address__
#pragma GCC poison no_address_safety_analysis __no_address_safety_analysis__
#pragma GCC poison disable_sanitizer_instrumentation

#include LEARNER
