// EARNS 0 huge-array: of gigabytes
static char huge[3000000000] = {1};
float mse(int n, const float *input, const float *target)
{
    return huge[n] + input[0] + target[0];
}
// EARNS 0 huge-initializer: of gigabytes, named one by one
static char huge[] = {[0 ... 2000000000] = 1};
static float trick(void)
{
    return huge[5];
}
// EARNS 0 macro-bomb: every one is ten of the one before
#define A 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1
#define B A + A + A + A + A + A + A + A + A + A
#define C B + B + B + B + B + B + B + B + B + B
#define D C + C + C + C + C + C + C + C + C + C
#define E D + D + D + D + D + D + D + D + D + D
#define F E + E + E + E + E + E + E + E + E + E
#define G F + F + F + F + F + F + F + F + F + F
int x = G + G;
// EARNS 0 macro-bomb-unseen: that leaves nothing
#define A(x) x x x x x x x x x x
#define B(x) A(A(A(x)))
#if 0 B(B(B(B(1))))
#endif
#define C(x) B(B(B(x)))
C(C(C( )))
// EARNS 0 include-bomb: a file that includes itself, twice
#if __INCLUDE_LEVEL__ < 60
#include __FILE__
#include __FILE__
#endif
// EARNS 0 deep-brackets: that the compiler follows
#define A(x) ((((((((((x))))))))))
#define B(x) A(A(A(A(A(A(A(A(A(A(x))))))))))
#define C(x) B(B(B(B(B(B(B(B(B(B(x))))))))))
#define D(x) C(C(C(C(C(C(C(C(C(C(x))))))))))
int x = D(D(1));
// EARNS 0 type-bomb: a struct in a struct, a thousand wide
struct A { char x[1 << 20]; };
struct B { struct A x[1 << 10]; };
struct C { struct B x[1 << 10]; };
static struct C huge = {.x[1].x[1].x[1] = 1};
static float trick(void)
{
    return huge.x[1].x[1].x[1];
}
// EARNS 0 string-bomb: of text that is joined
#define A "0123456789abcdef" "0123456789abcdef" "0123456789abcdef"
#define B A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A A
#define C B B B B B B B B B B B B B B B B B B B B B B B B B B B B B B B B
#define D C C C C C C C C C C C C C C C C C C C C C C C C C C C C C C C C
#define E D D D D D D D D D D D D D D D D D D D D D D D D D D D D D D D D
const char text[] = E E E E E E E E E E E E E E E E;
// EARNS 0 functions-bomb: thirty thousand of them
#define A(n) static int n(int a) { return a * a % 7 + a / 3; } int (*p##n)(int) = n;
#define B(n) A(n##0) A(n##1) A(n##2) A(n##3) A(n##4) A(n##5) A(n##6) A(n##7)
#define C(n) B(n##0) B(n##1) B(n##2) B(n##3) B(n##4) B(n##5) B(n##6) B(n##7)
#define D(n) C(n##0) C(n##1) C(n##2) C(n##3) C(n##4) C(n##5) C(n##6) C(n##7)
#define E(n) D(n##0) D(n##1) D(n##2) D(n##3) D(n##4) D(n##5) D(n##6) D(n##7)
#define F(n) E(n##0) E(n##1) E(n##2) E(n##3) E(n##4) E(n##5) E(n##6) E(n##7)
F(a)
// EARNS 0 a-fifo: a file that never ends
// EARNS 0 a-link: to the solution
// EARNS 0 a-folder: where a file is wanted
// EARNS 0 nul-byte: behind the end, a byte that is no letter
int x = @;
