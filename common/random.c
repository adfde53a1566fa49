/*: # Random numbers

A network starts from random weights and meets its data in random order. If our
program is to print PyTorch's digits, it must draw PyTorch's numbers: the same
generator, seeded the same way, and the same recipe for turning its raw bits
into floats, normals and shuffles.

Three numbers of each kind, the same that Python gets after
`torch.manual_seed(1)`, if it asks for them in this order:

```{.c example="random"}
```

![From a seed to a number between 0 and 1](random.svg){#fig-random alt="The seed
fills 624 words; the next word is tempered, its last 24 bits are the number;
when no word is left, 624 new ones are made"}

The generator is the **Mersenne Twister** MT19937 ([Matsumoto and Nishimura,
1998](bibliography.md#matsumoto)). It keeps 624 words of 32 bits and makes 624
new ones from them at a time. There is no magic in it that a learner must know;
it passes most tests of randomness, and it is what PyTorch and NumPy's
`RandomState` use. */
#include "random.h"

#include <math.h>
#include <string.h>

#include "base.h"
#include "bytes.h"

enum { N = 624, M = 397, NORMAL_BLOCK = 16 };

static const double PI = 3.14159265358979323846;

/*: ## Seeding

The seed fills the first word; each further word is a scrambled copy of the one
before it. Only the low 32 bits of the seed count, in PyTorch too: the seeds 1
and 4294967297 start the same sequence. A normal that waits from before
([below](#def-rand_normal)) is dropped.

Each word waits for the one before, which makes this the slowest part of a short
epoch: [the loader](data.c#the-loader) seeds a generator for ten rows and draws
nine words. So a word is filled when it is first needed, 406 of 624 for nine.
And the one before is kept in a register: read back from memory, each took 3.8
nanoseconds, not 2.0. */
void generator_seed(Generator *g, uint64_t seed)
{
    g->seed = seed;
    g->state[0] = (uint32_t)seed;
    g->seeded = 1;
    g->next = 0;
    g->ahead = 0;
    g->has_normal = false;
}

static void seed_words(Generator *g, int count)
{
    uint32_t word = g->state[g->seeded - 1];
    for (int i = g->seeded; i < count; i++)
        g->state[i] = word = 1812433253U * (word ^ (word >> 30)) + (uint32_t)i;
    g->seeded = count;
}

/*: PyTorch has one generator that everything draws from unless it is told
otherwise. We have one for each thread, so that two threads cannot disturb each
other's numbers. Until somebody seeds it, it draws what a new
`torch.Generator()` draws, whose seed is 67280421310721. (PyTorch's own default
generator begins with another seed each time.) */
Generator *default_generator(void)
{
    static _Thread_local Generator generator;
    static _Thread_local bool seeded;
    if (!seeded) {
        seeded = true;
        generator_seed(&generator, 67280421310721U);
    }
    return &generator;
}

void manual_seed(uint64_t seed)
{
    generator_seed(default_generator(), seed);
}

/*: ## Words

A word that is drawn is first replaced by a mix of itself, its neighbour and the
word 397 places on, round and round through the 624. (Most programs replace all
of them at once and then give them out; who draws nine needs nine.) Before it
leaves, four shifts ("tempering") spread its bits. */
static void make_word(Generator *g, int i, int next)
{
    int far = i + M < N ? i + M : i + M - N;
    if (g->seeded <= far)
        seed_words(g, far + 1);
    uint32_t y = (g->state[i] & 0x80000000U) | (g->state[next] & 0x7fffffffU);
    g->state[i] = g->state[far] ^ (y >> 1) ^ (y & 1 ? 0x9908b0dfU : 0);
}

uint32_t random_32(Generator *g)
{
    int i = g->next, next = i + 1 < N ? i + 1 : 0;
    if (g->ahead > 0)
        g->ahead--;
    else
        make_word(g, i, next);
    g->next = next;
    uint32_t y = g->state[i];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680U;
    y ^= (y << 15) & 0xefc60000U;
    return y ^ (y >> 18);
}

uint64_t random_64(Generator *g)
{
    uint64_t high = random_32(g);
    return high << 32 | random_32(g);
}

/*: ## Going on later

Who saves a training to go on with it tomorrow saves the generator too. PyTorch
keeps it as 5056 bytes, and so do we: the seed; how many words are left in this
round, 1 if none; whether it was seeded; the word that is next; the 624 words,
each in 8 bytes; and, near the end, whether a normal waits, and which. PyTorch
makes all words of a round at once, so those that come are made ahead for it. */
enum { SEED = 0, LEFT = 8, SEEDED = 12, NEXT = 16, WORDS = 24 };
enum { NORMAL = WORDS + 8 * N + 8, HAS_NORMAL = NORMAL + 16 };

void generator_get_state(const Generator *g,
                         unsigned char bytes[GENERATOR_STATE_SIZE])
{
    Generator all = *g;
    uint64_t normal;
    bool unused = g->next == 0 && g->seeded < N;
    int next = g->next > 0 || unused ? g->next : N;
    seed_words(&all, N);
    while (all.next > 0)
        random_32(&all);
    memset(bytes, 0, GENERATOR_STATE_SIZE);
    bytes_put(bytes + SEED, g->seed, 8);
    bytes_put(bytes + LEFT, unused ? 1 : (uint64_t)(N + 1 - next), 4);
    bytes_put(bytes + SEEDED, 1, 4);
    bytes_put(bytes + NEXT, (uint64_t)next, 8);
    for (int i = 0; i < N; i++)
        bytes_put(bytes + WORDS + 8 * i, all.state[i], 8);
    memcpy(&normal, &g->normal, sizeof normal);
    bytes_put(bytes + NORMAL, g->has_normal ? normal : 0, 8);
    bytes_put(bytes + HAS_NORMAL, g->has_normal, 4);
}

// Words that are left and the word that is next must go together.
bool generator_set_state(Generator *g,
                         const unsigned char bytes[GENERATOR_STATE_SIZE])
{
    uint64_t next = bytes_number(bytes + NEXT, 8),
             left = bytes_number(bytes + LEFT, 4);
    uint64_t normal = bytes_number(bytes + NORMAL, 8);
    bool unused = next == 0 && left == 1;
    bool used = left >= 1 && left <= N && next == N + 1 - left;
    if (bytes_number(bytes + SEEDED, 4) != 1 || !(unused || used))
        return false;
    *g = (Generator){.seed = bytes_number(bytes + SEED, 8),
                     .seeded = unused ? 1 : N,
                     .next = (int)next % N,
                     .ahead = unused ? 0 : N - (int)next,
                     .has_normal = bytes_number(bytes + HAS_NORMAL, 4) == 1};
    for (int i = 0; i < N; i++)
        g->state[i] = (uint32_t)bytes_number(bytes + WORDS + 8 * i, 8);
    memcpy(&g->normal, &normal, sizeof normal);
    return true;
}

/*: ## Uniform numbers

A float has 24 bits of precision, so 24 random bits divided by $2^{24}$ give
each of the $2^{24}$ evenly spaced floats in $[0, 1)$ the same chance; a double
takes 53 bits. Dividing all 32 bits would be worse: the result is sometimes
rounded up to 1, which is outside.

To lie between `low` and `high`, the number is stretched and moved. PyTorch
computes that in double and rounds once, and so do we. */
static float uniform_float(Generator *g)
{
    return (float)(random_32(g) & 0xffffff) * 0x1p-24f;
}

static double uniform_double(Generator *g)
{
    return (double)(random_64(g) & ((UINT64_C(1) << 53) - 1)) * 0x1p-53;
}

void rand_uniform(Generator *g, float low, float high, int n, float *out)
{
    for (int i = 0; i < n; i++)
        out[i] = (float)((double)uniform_float(g) * (high - low) + low);
}

/*: A coin that shows 1 with probability `p` is a uniform number below `p`.
PyTorch takes a double here. */
void rand_bernoulli(Generator *g, double p, int n, float *out)
{
    for (int i = 0; i < n; i++)
        out[i] = uniform_double(g) < p ? 1 : 0;
}

/*: ## Normal numbers

A standard normal number lies near $x$ with a probability that goes like
$e^{-x^2/2}$. [Box and Muller](bibliography.md#box) take two of them,
independent, as a point of the plane. Its probability goes like

$$ e^{-x^2/2}\, e^{-y^2/2} = e^{-(x^2 + y^2)/2} = e^{-r^2/2}, $$ {#eq-box-plane}

which knows the distance $r$ from the centre, but no direction. So the direction
$\theta$ is uniform: $\theta = 2\pi v$ with $v$ uniform in $[0, 1)$. The ring at
the distance $\rho$ has a length that grows with $\rho$, so the point lies
farther away than $r$ with the probability

$$ u = \int_r^\infty \rho\, e^{-\rho^2/2}\, d\rho = e^{-r^2/2}, \qquad
   \text{and so}\quad r = \sqrt{-2 \ln u}. $$ {#eq-box-muller}

Draw $u$ uniform as well, and $r \cos\theta$ and $r \sin\theta$ are two normals.
*/

/*: PyTorch hands out the first and keeps the second for the next time it is
asked, even if that is another tensor. For $u$ it takes 1 minus a uniform
number: that is as uniform, and never 0. `log1p(-x)` is $\ln(1 - x)$. */
static float normal(Generator *g)
{
    if (g->has_normal) {
        g->has_normal = false;
        return (float)g->normal;
    }
    double u1 = uniform_double(g), u2 = uniform_double(g);
    double r = sqrt(-2 * log1p(-u2)), theta = 2 * PI * u1;
    g->normal = r * sin(theta);
    g->has_normal = true;
    return (float)(r * cos(theta));
}

/*: For 16 numbers and more PyTorch takes another path, made for vector units:
first uniforms everywhere, then the formula above on blocks of 16, the first
eight numbers of a block serving as $u$ and the last eight as $v$, in float32.
If $n$ is no multiple of 16, the last 16 places are drawn again, partly over
finished ones. Logarithm, sine and cosine have their own code there for each
kind of processor, so about a third of these numbers differ from PyTorch's in
their last bit or two. All else here is equal to the bit. The two paths give
different numbers for the same seed, so `randn(15)` is not the beginning of
`randn(16)`. */
static void normal_block(float *x)
{
    for (int j = 0; j < NORMAL_BLOCK / 2; j++) {
        float u1 = 1 - x[j], u2 = x[j + NORMAL_BLOCK / 2];
        float r = sqrtf(-2 * (float)log(u1)), theta = (float)(2 * PI) * u2;
        x[j] = (float)(r * cos(theta));
        x[j + NORMAL_BLOCK / 2] = (float)(r * sin(theta));
    }
}

void rand_normal(Generator *g, int n, float *out)
{
    if (n < NORMAL_BLOCK) {
        for (int i = 0; i < n; i++)
            out[i] = normal(g);
        return;
    }
    rand_uniform(g, 0, 1, n, out);
    for (int i = 0; i + NORMAL_BLOCK <= n; i += NORMAL_BLOCK)
        normal_block(out + i);
    if (n % NORMAL_BLOCK != 0) {
        rand_uniform(g, 0, 1, NORMAL_BLOCK, out + n - NORMAL_BLOCK);
        normal_block(out + n - NORMAL_BLOCK);
    }
}

/*: ## Permutations

Fisher and Yates' shuffle swaps each place with a random one that is not settled
yet. PyTorch goes from the front and takes the remainder of a word, one of
$2^{32}$. That is not perfectly fair: of $m$ remainders the small ones come from
one word more than the others, which have $\lfloor 2^{32} / m \rfloor$. Of a
thousand rows the first are 1 in 4,294,967 more likely to be next, of a hundred
thousand 1 in 42,949; of a hundred million 43 words stand against 42, and 2.4
percent can be noticed. */
static void swap(int *a, int *b)
{
    int old = *a;
    *a = *b;
    *b = old;
}

void randperm(Generator *g, int n, int *out)
{
    for (int i = 0; i < n; i++)
        out[i] = i;
    for (int i = 0; i < n - 1; i++)
        swap(&out[i], &out[i + (int)(random_32(g) % (uint32_t)(n - i))]);
}

/*: NumPy goes from the back, and is perfectly fair: it masks a word down to as
many bits as the bound has, and throws it away if it is still too big. So the
two libraries shuffle differently from the same generator. We need both:
scikit-learn splits the data with NumPy's, PyTorch shuffles with its own. */
void numpy_permutation(uint32_t seed, int n, int *out)
{
    Generator g;
    generator_seed(&g, seed);
    for (int i = 0; i < n; i++)
        out[i] = i;
    for (int i = n - 1; i > 0; i--) {
        uint32_t mask = (uint32_t)i, j;
        for (int shift = 1; shift < 32; shift *= 2)
            mask |= mask >> shift;
        do
            j = random_32(&g) & mask;
        while (j > (uint32_t)i);
        swap(&out[i], &out[j]);
    }
}
