// common/data.c against scikit-learn, NumPy and torch.utils.data.
#include <stdlib.h>

#include "table.h"
#include "data.h"
#include "golden.h"
#include "stop.h"

static Golden g;

START_TEST(test_split)
{
    int splits = 0;
    golden_open(&g, "random.txt");
    while (golden_next(&g)) {
        if (strcmp(g.key, "split") != 0)
            continue;
        int rows = (int)golden_number(&g), order[1000];
        double size = golden_number(&g);
        uint32_t seed = (uint32_t)golden_number(&g);
        ck_assert_int_eq(train_test_split(rows, size, seed, order),
                         (int)golden_number(&g));
        golden_word(&g); // =
        for (int i = 0; i < rows; i++)
            ck_assert_msg(order[i] == (int)golden_number(&g),
                          "line %d, place %d: %d", g.line, i, order[i]);
        splits++;
    }
    ck_assert_int_eq(splits, 10);
}
END_TEST

// A loader over 0 … rows-1, as "loader 10 3 1 0 none 0" describes it.
typedef struct Loading {
    DataLoader loader;
    TensorDataset data, batch;
    Generator own;
    bool in_epoch;
} Loading;

static void loading_end(Loading *l)
{
    if (l->data.x == NULL)
        return;
    dataloader_free(&l->loader);
    tensor_free(l->data.x);
    tensor_free(l->data.y);
    l->data.x = NULL;
}

static void loading_begin(Loading *l)
{
    loading_end(l);
    int rows = (int)golden_number(&g), batch_size = (int)golden_number(&g);
    bool shuffle = golden_number(&g) != 0;
    l->data.x = tensor_new_zeros(shape_2d(rows, 2));
    l->data.y = tensor_new_zeros(shape_1d(rows));
    for (int i = 0; i < rows; i++) {
        l->data.x->data[2 * i] = (float)(10 * i);
        l->data.x->data[2 * i + 1] = (float)-i;
        l->data.y->data[i] = (float)i;
    }
    l->loader = dataloader_new(l->data, batch_size, shuffle);
    if (strcmp(golden_word(&g), "own") == 0) {
        generator_seed(&l->own, (uint64_t)(int64_t)golden_number(&g));
        l->loader.generator = &l->own;
    }
    l->in_epoch = false;
}

static void expect_end_of_epoch(Loading *l)
{
    if (l->in_epoch)
        ck_assert_msg(!dataloader_next(&l->loader, &l->batch),
                      "line %d: a batch too many", g.line);
}

static void expect_batch(Loading *l)
{
    ck_assert_msg(dataloader_next(&l->loader, &l->batch),
                  "line %d: the epoch is over", g.line);
    Tensor *x = l->batch.x, *y = l->batch.y;
    int n = tensor_numel(y);
    ck_assert(shape_equal(x->shape, shape_2d(n, 2)));
    ck_assert(shape_equal(y->shape, shape_1d(n)));
    for (int i = 0; i < n; i++) {
        int row = (int)golden_number(&g);
        ck_assert_msg(y->data[i] == (float)row, "line %d: got %g", g.line,
                      y->data[i]);
        ck_assert(x->data[2 * i] == (float)(10 * row));
        ck_assert(x->data[2 * i + 1] == (float)-row);
    }
    ck_assert_ptr_null(golden_word(&g)); // so the batch has all of these
}

// After three epochs one normal shows where the generator stands.
static void expect_state(Loading *l)
{
    float normal;
    expect_end_of_epoch(l);
    l->in_epoch = false;
    rand_normal(default_generator(), 1, &normal);
    golden_number(&g);
    golden_word(&g); // =
    ck_assert_float_eq(normal, (float)golden_number(&g));
}

START_TEST(test_loader)
{
    Loading l = {.in_epoch = false};
    int loaders = 0, seed = 0;
    golden_open(&g, "random.txt");
    while (golden_next(&g)) {
        if (strcmp(g.key, "seed") == 0) {
            seed = (int)strtol(g.at, NULL, 10);
        } else if (strcmp(g.key, "loader") == 0) {
            manual_seed((uint64_t)seed);
            loading_begin(&l);
            loaders++;
        } else if (strcmp(g.key, "epoch") == 0) {
            expect_end_of_epoch(&l);
            l.in_epoch = true;
        } else if (strcmp(g.key, "batch") == 0) {
            expect_batch(&l);
        } else if (loaders > 0 && strcmp(g.key, "randn") == 0) {
            expect_state(&l);
        }
    }
    loading_end(&l);
    ck_assert_int_eq(loaders, 10);
}
END_TEST

// The table of "table wine feature" with its training rows first split off.
typedef struct Scaling {
    Table *table;
    int order[1000], tests;
    Standardizer scale;
} Scaling;

static double *rows_new(const Scaling *s, int from, int count)
{
    int features = s->table->features;
    double *x = calloc((size_t)(count * features), sizeof *x);
    for (int i = 0; i < count; i++)
        memcpy(x + i * features, s->table->x + s->order[from + i] * features,
               (size_t)features * sizeof *x);
    return x;
}

static void scaling_end(Scaling *s)
{
    standardizer_free(&s->scale);
    table_free(s->table);
}

static void scaling_begin(Scaling *s)
{
    if (s->table)
        scaling_end(s);
    char path[64];
    Error error;
    const char *name = golden_word(&g);
    snprintf(path, sizeof path, "%s/%s.csv",
             strcmp(name, "iris") == 0 ? "data" : "tests/golden", name);
    s->table = table_new_read(path, &(TableFormat){0}, &error);
    ck_assert_msg(s->table, "%s", s->table ? "" : error.message);
    s->tests = train_test_split(s->table->rows, 1.0 / 3, 1, s->order);
    int trained = s->table->rows - s->tests;
    double *x = rows_new(s, s->tests, trained);
    s->scale = standardizer_new(x, trained, s->table->features,
                                strcmp(golden_word(&g), "feature") == 0);
    free(x);
}

// One number is expected for all features, or one for each.
static void expect_scale(const Scaling *s, const double *got)
{
    double expected = 0;
    for (int j = 0; j < s->table->features; j++) {
        char *word = g.at + strspn(g.at, " ");
        expected = *word ? golden_number(&g) : expected;
        ck_assert_msg(fabs(got[j] - expected) <= 1e-13 * fabs(expected),
                      "line %d, feature %d: expected %.17g, got %.17g", g.line,
                      j, expected, got[j]);
    }
}

// Double results may differ in their last bits, as the sums are taken in
// another order; rounded to float hardly any does.
static void expect_standardised(const Scaling *s, int from)
{
    Tensor *expected = golden_new_tensor(&g);
    int rows = tensor_rows(expected);
    double *x = rows_new(s, from, rows);
    Tensor *got = standardizer_new_tensor(&s->scale, x, rows);
    ck_assert(shape_equal(expected->shape, got->shape));
    for (int i = 0; i < tensor_numel(got); i++)
        ck_assert_msg(expected->data[i] == got->data[i],
                      "line %d, number %d: expected %.9g, got %.9g", g.line, i,
                      expected->data[i], got->data[i]);
    tensor_free(expected);
    tensor_free(got);
    free(x);
}

START_TEST(test_standardise)
{
    Scaling s = {.table = NULL};
    int tables = 0;
    golden_open(&g, "data.txt");
    while (golden_next(&g))
        if (strcmp(g.key, "table") == 0) {
            scaling_begin(&s);
            tables++;
        } else if (strcmp(g.key, "mean") == 0) {
            expect_scale(&s, s.scale.mean);
        } else if (strcmp(g.key, "deviation") == 0) {
            expect_scale(&s, s.scale.deviation);
        } else {
            expect_standardised(&s, g.key[1] == 'r' ? s.tests : 0);
        }
    scaling_end(&s);
    ck_assert_int_eq(tables, 6);
}
END_TEST

// Ten times 0.1 has a mean that is not quite 0.1. As scikit-learn's
// StandardScaler, we do not blow the difference up to 1.
START_TEST(test_constant_feature)
{
    double x[20];
    for (int i = 0; i < 10; i++) {
        x[2 * i] = 0.1;
        x[2 * i + 1] = i;
    }
    Standardizer s = standardizer_new(x, 10, 2, true);
    ck_assert(s.deviation[0] == 1);
    ck_assert_double_eq_tol(s.deviation[1], 2.8722813232690143, 1e-15);
    Tensor *t = standardizer_new_tensor(&s, x, 10);
    for (int i = 0; i < 10; i++)
        ck_assert_float_eq_tol(t->data[2 * i], 0, 1e-15F);
    tensor_free(t);
    standardizer_free(&s);
    s = standardizer_new((const double[]){5}, 1, 1, false);
    ck_assert(s.mean[0] == 5 && s.deviation[0] == 1);
    standardizer_free(&s);
}
END_TEST

static void split_nothing_off(void)
{
    int order[3];
    train_test_split(3, 0, 1, order);
}

static void split_all_off(void)
{
    int order[3];
    train_test_split(3, 1, 1, order);
}

static void split_nan_off(void)
{
    int order[3];
    train_test_split(3, NAN, 1, order);
}

static void empty_batches(void)
{
    TensorDataset data = {tensor_new_zeros(shape_2d(3, 2)),
                          tensor_new_zeros(shape_1d(3))};
    dataloader_new(data, 0, true);
}

static void other_length(void)
{
    TensorDataset data = {tensor_new_zeros(shape_2d(3, 2)),
                          tensor_new_zeros(shape_1d(4))};
    dataloader_new(data, 1, true);
}

// The mean of the whole table is taken once, not once for each of its columns,
// which would be a matter of minutes here.
START_TEST(test_many_columns)
{
    enum { COLUMNS = 200000 };
    double *x = calloc(COLUMNS, sizeof *x);
    ck_assert_ptr_nonnull(x);
    x[COLUMNS - 1] = COLUMNS;
    Standardizer s = standardizer_new(x, 1, COLUMNS, false);
    ck_assert(s.mean[0] == 1 && s.mean[COLUMNS - 1] == 1);
    ck_assert(s.deviation[COLUMNS - 1] == s.deviation[0]);
    standardizer_free(&s);
    free(x);
}
END_TEST

static void rows_of_one_number(void)
{
    TensorDataset data = {tensor_new_zeros(shape_1d(3)),
                          tensor_new_zeros(shape_1d(1))};
    dataloader_new(data, 1, true);
}

static void targets_of_two_numbers(void)
{
    TensorDataset data = {tensor_new_zeros(shape_2d(3, 2)),
                          tensor_new_zeros(shape_2d(1, 3))};
    dataloader_new(data, 1, true);
}

static void standardize_no_rows(void)
{
    standardizer_new(NULL, 0, 3, true);
}

static void standardize_no_features(void)
{
    standardizer_new(NULL, 3, 0, true);
}

START_TEST(test_mistakes)
{
    STOPS(rows_of_one_number, "dataloader", "[3]");
    STOPS(targets_of_two_numbers, "dataloader", "[1, 3]");
    STOPS(standardize_no_rows, "standardizer", "[0, 3]");
    STOPS(standardize_no_features, "standardizer", "[3, 0]");
    STOPS(split_nothing_off, "train_test_split", "0");
    STOPS(split_all_off, "train_test_split", "1");
    STOPS(split_nan_off, "train_test_split", "nan");
    STOPS(empty_batches, "dataloader", "0");
    STOPS(other_length, "dataloader", "[3, 2]", "[4]");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("data");
    tcase_add_test(tests, test_split);
    tcase_add_test(tests, test_loader);
    tcase_add_test(tests, test_standardise);
    tcase_add_test(tests, test_constant_feature);
    tcase_add_test(tests, test_many_columns);
    tcase_add_test(tests, test_mistakes);
    return run_tests("data", tests);
}
