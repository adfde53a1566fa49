// common/random.c against PyTorch and NumPy, to the last bit.
#include "bytes.h"
#include "golden.h"
#include "nn.h"
#include "random.h"

static Golden g; // tests/golden/random.txt

enum { MOST = 2048 };

// The rest of the line must be these numbers, but for an allowance.
static void expect_floats(const float *got, int count, float allowance)
{
    for (int i = 0; i < count; i++) {
        float expected = (float)golden_number(&g);
        ck_assert_msg(float_same(expected, got[i]) ||
                          fabsf(expected - got[i]) <= allowance,
                      "line %d, number %d: expected %.9g, got %.9g", g.line, i,
                      expected, got[i]);
    }
    ck_assert_ptr_null(golden_word(&g));
}

static void expect_integers(const int *got, int count)
{
    for (int i = 0; i < count; i++)
        ck_assert_msg((int)golden_number(&g) == got[i],
                      "line %d, number %d: got %d", g.line, i, got[i]);
    ck_assert_ptr_null(golden_word(&g));
}

// 64-bit numbers do not fit into the double of golden_number.
static void expect_words(int count, bool two)
{
    for (int i = 0; i < count; i++) {
        unsigned long long expected = strtoull(golden_word(&g), NULL, 10);
        unsigned long long got = two ? random_64(default_generator())
                                     : random_32(default_generator());
        ck_assert_msg(expected == got, "line %d, word %d: %llu, not %llu",
                      g.line, i, got, expected);
    }
}

static int draw_count(void)
{
    int n = (int)golden_number(&g);
    ck_assert_int_le(n, MOST);
    return n;
}

static void floats(void)
{
    float got[MOST], low = 0, high = 1;
    bool normal = strcmp(g.key, "randn") == 0;
    int n = draw_count();
    if (strcmp(g.key, "uniform") == 0) {
        low = (float)golden_number(&g);
        high = (float)golden_number(&g);
    }
    golden_word(&g); // =
    if (normal)
        rand_normal(default_generator(), n, got);
    else
        rand_uniform(default_generator(), low, high, n, got);
    // For n >= 16 PyTorch's last bit depends on its version and on the
    // processor, since its log, sin and cos do (all other draws are exact).
    expect_floats(got, n, normal && n >= 16 ? 5e-7F : 0);
}

static void words(void)
{
    bool two = strcmp(g.key, "doublewords") == 0;
    int n = draw_count();
    golden_word(&g);
    expect_words(n, two);
}

static void permutation(void)
{
    int got[MOST], n = draw_count();
    golden_word(&g);
    randperm(default_generator(), n, got);
    expect_integers(got, n);
}

static void permutation_of_numpy(void)
{
    int got[MOST];
    uint32_t seed = (uint32_t)golden_number(&g);
    int n = draw_count();
    golden_word(&g);
    numpy_permutation(seed, n, got);
    expect_integers(got, n);
}

static void expect_tensor(Tensor *got)
{
    Tensor *expected = golden_new_tensor(&g);
    ck_assert(shape_equal(expected->shape, got->shape));
    for (int i = 0; i < tensor_numel(got); i++)
        ck_assert_msg(float_same(expected->data[i], got->data[i]),
                      "line %d, number %d: expected %.9g, got %.9g", g.line, i,
                      expected->data[i], got->data[i]);
    tensor_free(expected);
}

static void linear(void)
{
    int in = (int)golden_number(&g), out = (int)golden_number(&g);
    char *bias = strchr(strchr(g.at, '[') + 1, '[');
    Linear layer = linear_new(in, out, bias != NULL);
    expect_tensor(layer.weight);
    if (bias)
        expect_tensor(layer.bias);
    ck_assert_ptr_null(golden_word(&g));
    linear_free(&layer);
}

// The same bytes as PyTorch's; and whoever starts from them goes on as if he
// had not.
static void state(void)
{
    unsigned char bytes[GENERATOR_STATE_SIZE];
    Generator *own = default_generator();
    unsigned long long expected = strtoull(golden_word(&g), NULL, 10);
    generator_get_state(own, bytes);
    uint32_t got = crc32_of(bytes, sizeof bytes);
    ck_assert_msg(got == expected, "line %d: another state", g.line);
    generator_seed(own, 99);
    rand_normal(own, 5, (float[5]){0});
    ck_assert(generator_set_state(own, bytes));
}

// The default generator goes through the whole file; so an order of calls that
// leaves it in another state than PyTorch's shows in the line after.
START_TEST(test_golden)
{
    int lines = 0;
    golden_open(&g, "random.txt");
    while (golden_next(&g)) {
        lines++;
        if (strcmp(g.key, "seed") == 0)
            // as PyTorch: a negative seed is the same bits
            manual_seed(g.at[0] == '-' ? (uint64_t)strtoll(g.at, NULL, 10)
                                       : strtoull(g.at, NULL, 10));
        else if (strcmp(g.key, "state") == 0)
            state();
        else if (strncmp(g.key, "rand", 4) == 0 && g.key[4] == 'p')
            permutation();
        else if (g.key[0] == 'r' || g.key[0] == 'u')
            strcmp(g.key, "unseeded") == 0 ? (void)0 : floats();
        else if (strcmp(g.key, "words") == 0 || g.key[0] == 'd')
            words();
        else if (strcmp(g.key, "linear") == 0)
            linear();
        else if (strcmp(g.key, "permutation") == 0)
            permutation_of_numpy();
        else if (strcmp(g.key, "loader") == 0)
            break; // from here on: check_data.c
    }
    ck_assert_int_gt(lines, 150);
}
END_TEST

// NumPy's permutations stand after the loaders.
START_TEST(test_numpy_permutation)
{
    int lines = 0;
    golden_open(&g, "random.txt");
    while (golden_next(&g))
        if (strcmp(g.key, "permutation") == 0) {
            permutation_of_numpy();
            lines++;
        }
    ck_assert_int_eq(lines, 36);
}
END_TEST

// What no generator can be in is refused, and changes nothing: words left and
// next that do not go together, or one that was never seeded.
START_TEST(test_impossible_states)
{
    const int fault[][3] = {{3, 1, 1},     {0, 625, 1}, {625, 0, 1},
                            {512, 1, 1},   {624, 0, 1}, {624, 2305, 1},
                            {624, 257, 1}, {624, 1, 0}};
    unsigned char bytes[GENERATOR_STATE_SIZE];
    Generator own, before;
    generator_seed(&own, 1);
    random_32(&own);
    memcpy(&before, &own, sizeof own);
    for (size_t i = 0; i < sizeof fault / sizeof *fault; i++) {
        generator_get_state(&own, bytes);
        bytes[8] = fault[i][0] & 0xff;
        bytes[9] = (unsigned char)(fault[i][0] >> 8);
        bytes[16] = fault[i][1] & 0xff;
        bytes[17] = (unsigned char)(fault[i][1] >> 8);
        bytes[12] = (unsigned char)fault[i][2];
        ck_assert_msg(!generator_set_state(&own, bytes), "fault %zu", i);
        ck_assert_mem_eq(&before, &own, sizeof own);
    }
}
END_TEST

// The first words of MT19937 with seed 5489, as in the C++ standard
// ([rand.predef]: the 10000th is 4123659995).
START_TEST(test_standard)
{
    Generator own;
    generator_seed(&own, 5489);
    uint32_t word = 0;
    for (int i = 0; i < 10000; i++)
        word = random_32(&own);
    ck_assert_uint_eq(word, 4123659995U);
}
END_TEST

// A coin shows 1 below the probability, and not at it.
START_TEST(test_bernoulli_bound)
{
    Generator own;
    float coin;
    for (uint64_t seed = 1; seed <= 20;
         seed++) { // half of them are odd numbers
        generator_seed(&own, seed);
        double u =
            (double)(random_64(&own) & ((UINT64_C(1) << 53) - 1)) * 0x1p-53;
        generator_seed(&own, seed);
        rand_bernoulli(&own, u, 1, &coin);
        ck_assert(coin == 0);
        generator_seed(&own, seed);
        rand_bernoulli(&own, nextafter(u, 1), 1, &coin);
        ck_assert(coin == 1);
    }
}
END_TEST

START_TEST(test_generators_are_apart)
{
    float one[3], other[3];
    Generator own;
    manual_seed(3);
    generator_seed(&own, 3);
    rand_normal(default_generator(), 3, one);
    rand_normal(&own, 3, other);
    ck_assert_mem_eq(one, other, sizeof one);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("random");
    tcase_add_test(tests, test_golden);
    tcase_add_test(tests, test_numpy_permutation);
    tcase_add_test(tests, test_impossible_states);
    tcase_add_test(tests, test_standard);
    tcase_add_test(tests, test_bernoulli_bound);
    tcase_add_test(tests, test_generators_are_apart);
    return run_tests("random", tests);
}
