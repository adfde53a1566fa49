// Random numbers as PyTorch and NumPy draw them: the Mersenne Twister MT19937
// (Matsumoto and Nishimura, 1998) and PyTorch's ways to make floats, normals
// and permutations from its words.
//
// To get PyTorch's numbers, call manual_seed(n) where the Python program calls
// torch.manual_seed(n), and draw in the same order. Nothing here asks a clock:
// the same seed gives the same numbers, always.
#ifndef KINDLING_RANDOM_H
#define KINDLING_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Generator {
    uint64_t seed; // torch.initial_seed()
    uint32_t state[624];
    int seeded;      // so many words have their start from the seed
    int next;        // the word of state that is made anew and given out next
    int ahead;       // so many words from there on are made anew already
    bool has_normal; // normals come in pairs; the second one waits here
    double normal;
} Generator;

// torch.Generator().manual_seed(seed): the low 32 bits of the seed count.
void generator_seed(Generator *g, uint64_t seed);

// This thread's generator, the one PyTorch uses where none is named. Unseeded
// it starts from the seed of a new torch.Generator(), 67280421310721.
Generator *default_generator(void);

// torch.manual_seed(seed).
void manual_seed(uint64_t seed);

// Generator.get_state(), torch.get_rng_state(): all that the generator knows,
// as the bytes that PyTorch makes of it. generator_set_state goes back there,
// and is false, with nothing changed, if these bytes cannot be a state.
enum { GENERATOR_STATE_SIZE = 5056 };
void generator_get_state(const Generator *g,
                         unsigned char bytes[GENERATOR_STATE_SIZE]);
bool generator_set_state(Generator *g,
                         const unsigned char bytes[GENERATOR_STATE_SIZE]);

// 32 and 64 random bits; 64 are two words, the first one the high half.
uint32_t random_32(Generator *g);
uint64_t random_64(Generator *g);

// torch.rand, Tensor.uniform_: n floats, uniform in [low, high).
void rand_uniform(Generator *g, float low, float high, int n, float *out);

// Tensor.bernoulli_(p): n floats, each 1 with the probability p, otherwise 0.
void rand_bernoulli(Generator *g, double p, int n, float *out);

// torch.randn: n standard normals. (n < 16 and n >= 16 take different paths,
// as in PyTorch; on the second the last bit or two may differ from its.)
void rand_normal(Generator *g, int n, float *out);

// torch.randperm(n): 0 … n-1 in random order.
void randperm(Generator *g, int n, int *out);

// numpy.random.RandomState(seed).permutation(n), which scikit-learn's
// train_test_split uses.
void numpy_permutation(uint32_t seed, int n, int *out);

#endif
