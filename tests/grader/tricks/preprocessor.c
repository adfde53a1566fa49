// EARNS 0 includes-the-solution: a file like any other?
#include "tests/exercises/1.1-mse-gradient/solution.c"
// EARNS 0 includes-beside-the-runner: where the solution lies
#include "solution.c"
// EARNS 0 includes-by-the-way: over a header of the course
#include "common/../tests/exercises/1.1-mse-gradient/solution.c"
// EARNS 0 includes-by-a-macro: whose words come together late
#define FOLDER tests/exercises/1.1-mse-gradient
#define TEXT(x) #x
#define PATH(x) TEXT(x/solution.c)
#include PATH(FOLDER)
// EARNS 0 imports: by another word
#import "tests/exercises/1.1-mse-gradient/solution.c"
// EARNS 0 includes-next: by a third
#include_next <tests/exercises/1.1-mse-gradient/solution.c>
// EARNS 0 only-when-built: not where one looks what is included
#ifdef __OPTIMIZE__
#include "tests/exercises/1.1-mse-gradient/solution.c"
#endif
// EARNS 0 only-with-checks: when memory is checked
#if defined(__SANITIZE_ADDRESS__) || !defined(__GNUC__)
#include "tests/exercises/1.1-mse-gradient/solution.c"
#endif
// EARNS 0 only-with-a-file: that is open in one of the runs
#if __has_include("/proc/self/fd/3") || __has_include("/proc/self/environ")
#include "tests/exercises/1.1-mse-gradient/solution.c"
#endif
// EARNS 0 only-now-and-then: by the clock
#if __has_include("tests/exercises/1.1-mse-gradient/solution.c")
#include "tests/exercises/1.1-mse-gradient/solution.c"
#else
#include "build/grade/1.1-mse-gradient/answers-1.txt"
#endif
// EARNS 0 includes-the-answers: as numbers
static const char answers[] = {
#include "build/grade/1.1-mse-gradient/answers-1.txt"
};
// EARNS 0 embeds-the-answers: as bytes
static const char answers[] = {
#embed "build/grade/1.1-mse-gradient/answers-1.txt"
};
// EARNS 0 includes-the-environment: the seed may stand there
#include "/proc/self/environ"
// EARNS 0 includes-the-command: or there
#include "/proc/self/cmdline"
// EARNS 0 includes-its-output: and reads what it writes
#include "/proc/self/fd/1"
// EARNS 0 includes-the-terminal: and waits
#include "/dev/stdin"
#include "/dev/tty"
// EARNS 0 includes-without-end: a file of zeros
#include "/dev/zero"
// EARNS 0 includes-posix: what an exercise does not need
#include <unistd.h>
// EARNS 0 looks-at-files: is it newer?
#pragma GCC dependency "/etc/passwd"
#pragma GCC pch_preprocess "build/grade/grader"
#include "/etc/passwd"
// EARNS 6 sees-what-is-there: the answers, the solution, other processes
#if __has_include("tests/exercises/1.1-mse-gradient/solution.c") || \
    __has_include("build/grade/1.1-mse-gradient/answers-1.txt") || \
    __has_include("/proc/1/environ") || __has_include("/etc/passwd")
#define trick(x) abort()
#endif
// EARNS 0 includes-by-pragma: what was compiled before
#pragma GCC pch_preprocess "/etc/passwd"
