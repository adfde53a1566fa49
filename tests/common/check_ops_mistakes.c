// Operands that do not fit stop the program, and the message names the
// operation and both shapes.
#define _POSIX_C_SOURCE 200809L
#include "golden.h"
#include "operations.h"
#include "stop.h"

static Call call;

// clang-format off
#define M(rows, cols) {2, rows, cols}
#define V(n) {1, 1, n}
#define S {0, 1, 1}
static const struct {
    const char *name;
    Shape shape[3];
    int dim;  // or what the target's numbers are
    Shape to; // of reshape
    const char *words[3];
} mistakes[] = {
    {"add", {M(2, 3), V(2)}, 0, S, {"add", "[2, 3]", "[2]"}},
    {"sub", {V(3), V(4)}, 0, S, {"sub", "[3]", "[4]"}},
    {"mul", {M(2, 3), M(3, 2)}, 0, S, {"mul", "[2, 3]", "[3, 2]"}},
    {"div", {M(2, 3), M(4, 3)}, 0, S, {"div", "[2, 3]", "[4, 3]"}},
    {"eq", {V(0), V(2)}, 0, S, {"eq", "[0]", "[2]"}},
    {"reshape", {M(2, 3)}, 0, V(5), {"reshape", "[2, 3]", "[5]"}},
    {"reshape", {M(2, 3)}, 0, M(-2, -3), {"[-2, -3]"}},
    {"column", {M(2, 3)}, 3, S, {"column", "[2, 3]", "3"}},
    {"column", {M(2, 3)}, -4, S, {"column", "[2, 3]", "-4"}},
    {"column", {V(3)}, 0, S, {"column", "[3]"}},
    {"transpose", {V(3)}, 0, S, {"transpose", "[3]"}},
    {"transpose", {S}, 0, S, {"transpose", "[]"}},
    {"embedding", {M(1, 3), M(5, 2)}, 0, S, {"embedding", "[1, 3]", "[5, 2]"}},
    {"embedding", {V(3), V(5)}, 0, S, {"embedding", "[3]", "[5]"}},
    {"embedding", {V(3), M(5, 2)}, 5, S, {"embedding", "5", "are 0 to 4"}},
    {"embedding", {V(3), M(5, 2)}, -1, S, {"embedding", "[5, 2]", "-1"}},
    {"matmul", {M(2, 3), M(2, 3)}, 0, S, {"matmul", "[2, 3]"}},
    {"matmul", {V(3), V(4)}, 0, S, {"matmul", "[3]", "[4]"}},
    {"matmul", {M(2, 3), V(2)}, 0, S, {"matmul", "[2, 3]", "[2]"}},
    {"matmul", {V(3), M(1, 3)}, 0, S, {"matmul", "[3]", "[1, 3]"}},
    {"matmul", {S, V(1)}, 0, S, {"matmul", "[]", "[1]"}},
    {"matmul", {V(1), S}, 0, S, {"matmul", "[1] @ []"}},
    {"linear", {M(2, 5), M(16, 4), V(16)}, 0, S,
     {"linear", "[2, 5]", "[16, 4]"}},
    {"linear", {M(2, 4), M(16, 4), V(4)}, 0, S, {"linear", "[4]", "[16, 4]"}},
    {"linear", {M(2, 4), V(4), V(4)}, 0, S, {"linear", "[2, 4]", "[4]"}},
    {"linear", {S, M(1, 1), V(1)}, 0, S, {"linear", "[]", "[1, 1]"}},
    {"mean_dim", {V(3)}, 1, S, {"mean", "[3]", "1"}},
    {"mean_dim", {S}, 1, S, {"mean", "[]", "expected -1 to 0"}},
    {"argmax", {S}, -2, S, {"argmax", "[]", "-2"}},
    {"max", {M(2, 3)}, -3, S, {"max", "[2, 3]", "-3"}},
    {"max", {M(2, 3)}, 2, S, {"max", "[2, 3]", "expected -2 to 1"}},
    {"argmax", {V(3)}, 1, S, {"argmax", "[3]", "1"}},
    {"max", {M(2, 0)}, 1, S, {"max", "[2, 0]"}},
    {"softmax", {V(3)}, 1, S, {"softmax", "[3]", "1"}},
    {"log_softmax", {M(2, 3)}, 2, S, {"log_softmax", "[2, 3]", "2"}},
    {"mse_loss", {M(5, 1), V(5)}, 0, S, {"mse_loss", "[5, 1]", "[5]"}},
    {"mse_loss", {S, V(1)}, 0, S, {"mse_loss", "[]", "[1]"}},
    {"cross_entropy_loss", {M(5, 3), V(4)}, 0, S,
     {"cross_entropy", "[5, 3]", "[4]"}},
    {"cross_entropy_loss", {V(3), S}, 0, S, {"cross_entropy", "[3]", "[]"}},
    {"cross_entropy_loss", {M(2, 3), V(2)}, 3, S, {"cross_entropy", "3"}},
    {"nll_loss", {M(2, 3), V(2)}, 3, S, {"nll_loss", "3", "0 to 2"}},
    {"cross_entropy_loss", {M(2, 3), V(2)}, -1, S, {"cross_entropy", "-1"}},
    {"nll_loss", {M(5, 3), M(5, 1)}, 0, S, {"nll_loss", "[5, 3]", "[5, 1]"}},
};
// clang-format on

static void run_mistake(void)
{
    run(&call);
}

START_TEST(test_mistakes)
{
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        call = (Call){.operation = operation_named(mistakes[i].name),
                      .dim = mistakes[i].dim};
        for (int k = 0; k < 3; k++)
            call.input[k] =
                tensor_new_full(mistakes[i].shape[k], (float)mistakes[i].dim);
        Tensor to = {.shape = mistakes[i].to};
        call.out = &to;
        char what[64];
        snprintf(what, sizeof what, "mistake %zu, %s", i, mistakes[i].name);
        stops_with(what, run_mistake, mistakes[i].words);
        for (int k = 0; k < 3; k++)
            tensor_free(call.input[k]);
    }
}
END_TEST

static void half_a_class(void)
{
    Tensor *target = tensor_from(shape_1d(1), (const float[]){0.5F});
    nll_loss(tensor_new_zeros(shape_2d(1, 3)), target, REDUCTION_MEAN);
}

static void half_a_row(void)
{
    Tensor *index = tensor_from(shape_1d(1), (const float[]){1.5F});
    tensor_embedding(index, tensor_new_zeros(shape_2d(3, 2)));
}

START_TEST(test_halves)
{
    STOPS(half_a_class, "nll_loss", "0.5");
    STOPS(half_a_row, "embedding", "1.5");
}
END_TEST

// What fits, but not into this machine, ends the program without abort.
START_TEST(test_too_large)
{
    static const char *const name[] = {"add", "matmul"};
    for (int i = 0; i < 2; i++) {
        char line[120];
        call = (Call){.operation = operation_named(name[i])};
        call.input[0] = tensor_new_full((Shape){2, 65536, 1}, 1);
        call.input[1] = tensor_new_full((Shape){2, 1, 65536}, 1);
        snprintf(line, sizeof line,
                 "%s: [65536, 65536] would be 4294967296 numbers, 2147483647 "
                 "are the most\n",
                 name[i]);
        fails_with(run_mistake, line);
        tensor_free(call.input[0]);
        tensor_free(call.input[1]);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("ops mistakes");
    tcase_add_test(tests, test_mistakes);
    tcase_add_test(tests, test_halves);
    tcase_add_test(tests, test_too_large);
    return run_tests("ops mistakes", tests);
}
