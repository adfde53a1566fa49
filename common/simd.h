/*: # Fast loops

Two things make the loops over numbers fast without changing a digit: letting
the compiler use the widest vector instructions of the machine it runs on, and
an exponential function that such instructions can compute.

Six exponentials, and what the C library says:

```{.c example="simd"}
```

![Eight products in one instruction](simd.svg){#fig-simd alt="Two rows of eight
numbers, and below them the row of their eight products"} */
#ifndef SIMD_H
#define SIMD_H

#include <stdint.h>
#include <string.h>

/*: `KERNEL` before a function makes the compiler build it several times, for
plain x86-64 and for the vector units AVX2 and AVX-512; the loader picks one
when the program starts. Every version computes the same digits: an addition of
floats rounds the same way in a register of any width, and the flag
`-ffp-contract=off` forbids the fused multiply-add, which does not. Elsewhere
(another processor, another C library than glibc, whose loader would not know
how to pick, or a sanitizer, which would not see through the choice) the word
means nothing. */
#if defined(KERNEL) // a test wants one of them
#elif defined(__x86_64__) && defined(__GLIBC__) &&                             \
    !defined(__SANITIZE_ADDRESS__) && !defined(SIMD_PLAIN)
#define KERNEL __attribute__((target_clones("default", "avx2", "avx512f")))
#else
#define KERNEL
#endif

/*: `fetch_ahead` asks for a place in memory that will soon be read. The
processor brings it into its cache while the program goes on. */
#if defined(__GNUC__)
#define fetch_ahead(place) __builtin_prefetch(place)
#else
#define fetch_ahead(place) ((void)0)
#endif

/*: ## The exponential function

The C library's `expf` is good, but each library and each version rounds some
last digits differently, and no compiler can run eight of them at once. Ours is
made of multiplications, additions and one shift. Write

$$ x = k \ln 2 + r, \quad k \text{ whole},\ |r| \le \tfrac12 \ln 2,
   \qquad e^x = 2^k e^r. $$ {#eq-exp}

Adding and subtracting $1.5 \cdot 2^{52}$ rounds a double to a whole number,
because there is no room left for a fraction; and the low bits of the sum are
$k$ itself, ready to be shifted to where a double keeps its exponent (plus 1023,
as it is kept there). What is left, $e^r$
on a short interval, is a polynomial: Taylor's, up to $r^{10}$, is good to
$2 \cdot 10^{-13}$ there.

The usual way to compute a polynomial is Horner's,
$1 + r(1 + r(\tfrac12 + r(\tfrac16 + \dots)))$, in which each step waits for the
one before: twenty of them. Taken by pairs (Estrin, 1960) the parts do not wait
for each other, and the longest chain has eight. Over all $2^{32}$ floats the
exponential and the sigmoid come out the same to the last bit, either way.

All this is done in double and rounded to float once, at the end of the
caller's formula: so results are within 0.501 units of the last place, and
overflow to infinity, underflow to zero and the tiny numbers just above it
come out by themselves, and $e^{-\infty}$ is 0. A NaN stays one: it passes both
comparisons. */
static inline double exp_double(double x)
{
    const double round = 0x1.8p52;
    x = x > 700 ? 700 : x;   // far beyond what a float can hold
    x = x < -709 ? -709 : x; // there k is -1023, of which power becomes 0
    double shifted = x * 0x1.71547652b82fep+0 + round; // x / ln 2
    double r = x - (shifted - round) * 0x1.62e42fefa39efp-1;
    uint64_t bits;
    memcpy(&bits, &shifted, sizeof bits);
    bits = (bits + 1023) << 52;
    double power; // 2^k
    memcpy(&power, &bits, sizeof power);
    double r2 = r * r, r4 = r2 * r2;
    double p01 = 1 + r, p23 = 1 / 2.0 + r * (1 / 6.0);
    double p45 = 1 / 24.0 + r * (1 / 120.0), p67 = 1 / 720.0 + r * (1 / 5040.0);
    double p89 = 1 / 40320.0 + r * (1 / 362880.0) + r2 * (1 / 3628800.0);
    return power * (p01 + r2 * p23 + r4 * (p45 + r2 * p67 + r4 * p89));
}

#endif
