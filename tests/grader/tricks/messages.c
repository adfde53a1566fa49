// EARNS 0 quotes-the-passwords: the compiler shows the line it complains of
#line 1 "/etc/passwd"
int x = @;
// EARNS 0 quotes-the-solution: or another one's work
#line 40 "tests/exercises/1.1-mse-gradient/solution.c"
int x = @;
// EARNS 0 quotes-the-answers: or what is right
#line 4 "build/grade/1.1-mse-gradient/answers-1.txt"
int x = @;
// EARNS 0 quotes-by-marks: with the marks of the preprocessor
# 1 "/etc/passwd" 1 3
int x = @;
# 1 "tests/exercises/1.1-mse-gradient/solution.c" 2
int y = @;
// EARNS 0 quotes-what-it-includes: word by word
#include "/etc/passwd"
#include "/etc/hostname"
// EARNS 0 quotes-in-warnings: that say where
#line 40 "tests/exercises/1.1-mse-gradient/solution.c"
static int unused;
#pragma GCC warning "look here"
int x = @;
// EARNS 0 forges-messages: the report is in its own words?
#line 1 "work/1.1-mse-gradient.c: error: \033[2J\033[32m 6 of 6 points"
int x = @;
// EARNS 0 one-long-name: of half a megabyte
#define A(x) x##x##x##x##x##x##x##x
#define B(x) A(x)
#define C(x) B(A(x))
#define D(x) C(C(C(x)))
int C(C(C(nnnnnnnnnnnnnnnn))) = @;
// EARNS 0 a-flood-of-errors: more than anybody wants to read
#define A int x = @;
#define B A A A A A A A A A A
#define C B B B B B B B B B B
#define D C C C C C C C C C C
#define E D D D D D D D D D D
E E E E
// EARNS 0 a-flood-of-warnings: with an error behind
#define A static int never; { int never = "text"; }
#define B A A A A A A A A A A
#define C B B B B B B B B B B
#define D C C C C C C C C C C
int f(void) { D D D D }
int x = @;
// EARNS 0 errors-in-many-files: from one that includes itself
#if __INCLUDE_LEVEL__ < 150
int x = @;
#include __FILE__
#endif
// EARNS 0 though right depends-on-the-passwords: by the operator
_Pragma("GCC dependency \"/etc/passwd\" its first line")
#error "no"
// EARNS 0 though right quotes-what-it-embeds: with signs of three characters
??=include "/etc/passwd"
// EARNS 0 quotes-as-a-system-header: about which nobody complains
#pragma GCC system_header
int x = @;
