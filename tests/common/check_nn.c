// common/nn.c and module.c: parameters, layers, models, losses, print(model).
#define _POSIX_C_SOURCE 200809L // open_memstream
#include "autograd.h"
#include "golden.h"
#include "init.h"
#include "nn.h"
#include "ops.h"
#include "random.h"
#include "stop.h"

// How far a number may be from PyTorch's after a few layers.
static const double NEAR = 2e-6;

static Module linear(int in, int out, bool bias)
{
    return module_new_linear(in, out, bias);
}

static Module chain(int count, const Module *children)
{
    Module model = module_new("Sequential");
    for (int i = 0; i < count; i++)
        sequential_add(&model, NULL, children[i]);
    return model;
}

// The models whose print() is in printing.txt, by their name there.
static Module model_named(const char *name)
{
    if (strcmp(name, "empty") == 0)
        return module_new("Sequential");
    if (strcmp(name, "linear") == 0)
        return linear(4, 16, true);
    if (strcmp(name, "linear without bias") == 0)
        return linear(1, 1, false);
    if (strcmp(name, "sigmoid") == 0)
        return module_new("Sigmoid");
    if (strcmp(name, "softmax") == 0 || strcmp(name, "leaky_relu") == 0) {
        Module m = module_new(name[0] == 's' ? "Softmax" : "LeakyReLU");
        m.dim = -1;
        m.negative_slope = 0.2;
        return m;
    }
    if (strcmp(name, "iris") == 0)
        return chain(4, (Module[]){linear(4, 16, true), module_new("Sigmoid"),
                                   linear(16, 3, true), module_new("Softmax")});
    if (strcmp(name, "all") == 0)
        return chain(
            8, (Module[]){linear(2, 3, true), module_new("Sigmoid"),
                          module_new("Tanh"), module_new("ReLU"),
                          module_new("LeakyReLU"), module_new("Softmax"),
                          module_new("LogSoftmax"), module_new("Sequential")});
    if (strcmp(name, "nested") == 0) {
        Module first =
            chain(2, (Module[]){linear(4, 8, true), module_new("ReLU")});
        Module inner = chain(1, (Module[]){module_new("Tanh")});
        Module second = chain(2, (Module[]){linear(8, 8, true), inner});
        return chain(3, (Module[]){first, second, linear(8, 3, true)});
    }
    ck_assert_str_eq(name, "named");
    Module model = module_new("Sequential");
    sequential_add(&model, "layer1", linear(4, 16, true));
    sequential_add(&model, "layer2", linear(16, 3, true));
    return model;
}

START_TEST(test_print)
{
    static Golden g;
    char *text = NULL, *at = NULL;
    size_t size;
    int models = 0;
    golden_open(&g, "printing.txt");
    while (golden_next(&g)) {
        if (strcmp(g.key, "model") == 0) {
            ck_assert_msg(!at || *at == '\0', "line %d: also %s", g.line, at);
            free(text);
            Module model = model_named(g.at);
            FILE *file = open_memstream(&text, &size);
            module_print(file, &model);
            fclose(file);
            module_free(&model);
            at = text;
            models++;
        } else if (models > 0) {
            golden_expect_line(&g, &at);
        }
    }
    ck_assert_str_eq(at, "");
    ck_assert_int_eq(models, 10);
    free(text);
}
END_TEST

START_TEST(test_parameter_names)
{
    const char *const names[] = {"0.0.weight", "0.0.bias", "1.0.weight",
                                 "1.0.bias",   "2.weight", "2.bias"};
    Parameters list = {0};
    Module model = model_named("nested");
    module_parameters(&model, "", &list);
    ck_assert_int_eq(list.count, 6);
    for (int i = 0; i < 6; i++) {
        ck_assert_str_eq(list.item[i].name, names[i]);
        ck_assert(list.item[i].tensor->requires_grad);
    }
    ck_assert_ptr_eq(list.item[5].tensor, model.child[2].linear.bias);
    parameters_free(&list);
    ck_assert_int_eq(list.count, 0);
    linear_parameters(&model.child[2].linear, "layer1", &list);
    ck_assert_str_eq(list.item[0].name, "layer1.weight");
    ck_assert_str_eq(list.item[1].name, "layer1.bias");
    parameters_free(&list);
    module_free(&model);
}
END_TEST

START_TEST(test_types)
{
    const char *const types[] = {"Linear",    "Sigmoid",   "Tanh",
                                 "ReLU",      "Softmax",   "LogSoftmax",
                                 "LeakyReLU", "Dropout",   "Flatten",
                                 "Identity",  "Sequential"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        Module m = i == 0 ? linear(1, 1, true) : module_new(types[i]);
        ck_assert_str_eq(module_type_name(&m), types[i]);
        module_free(&m);
    }
}
END_TEST

static void expect_near(const Golden *g, const Tensor *expected,
                        const float *got, double allowance)
{
    for (int i = 0; i < tensor_numel(expected); i++)
        ck_assert_msg(fabs((double)expected->data[i] - got[i]) <= allowance,
                      "line %d, number %d: expected %.9g, got %.9g", g->line, i,
                      expected->data[i], got[i]);
}

// A network, its loss, and the gradients of its parameters, from the seed on.
typedef struct Network {
    Module model;
    Parameters parameters;
    Tensor *x, *y;
    bool log_probabilities;
} Network;

static void network_free(Network *n)
{
    tape_reset();
    tensor_free(n->x);
    tensor_free(n->y);
    if (n->model.type)
        module_free(&n->model);
    parameters_free(&n->parameters);
    *n = (Network){.x = NULL};
}

// "model 2 ReLU Softmax": seed, activation and what the network ends with
static void network_begin(Network *n, Golden *g)
{
    network_free(n);
    manual_seed((uint64_t)golden_number(g));
    const char *activation = golden_word(g), *end = golden_word(g);
    bool none = strcmp(end, "none") == 0;
    n->model = module_new("Sequential");
    sequential_add(&n->model, NULL, linear(5, 8, true));
    sequential_add(&n->model, NULL, module_new(activation));
    sequential_add(&n->model, NULL, linear(8, 3, !none));
    if (!none)
        sequential_add(&n->model, NULL, module_new(end));
    n->log_probabilities = strcmp(end, "LogSoftmax") == 0;
    module_parameters(&n->model, "", &n->parameters);
}

static Tensor *network_loss(void *context)
{
    const Network *n = context;
    Tensor *pred = module_forward(&n->model, n->x);
    return n->log_probabilities
               ? nll_loss(pred, n->y, REDUCTION_MEAN)
               : cross_entropy_loss(pred, n->y, REDUCTION_MEAN);
}

// Compares one line; parameter counts those that were there already.
static void network_line(Network *n, Golden *g, int *parameter)
{
    if (strcmp(g->key, "model") == 0) {
        network_begin(n, g);
        *parameter = 0;
        return;
    }
    const char *name =
        g->key[0] == 'p' && g->key[1] == 'a' ? golden_word(g) : NULL;
    Tensor *t = golden_new_tensor(g);
    if (name) {
        const Parameter *p = &n->parameters.item[*parameter];
        ck_assert_str_eq(p->name, name);
        expect_near(g, t, p->tensor->data, 0);
    } else if (strcmp(g->key, "grad") == 0) {
        Tensor *p = n->parameters.item[(*parameter)++].tensor;
        expect_near(g, t, p->grad, NEAR);
    } else if (strcmp(g->key, "pred") == 0) {
        expect_near(g, t, module_forward(&n->model, n->x)->data, NEAR);
    } else if (strcmp(g->key, "loss") == 0) {
        Tensor *loss = network_loss(n);
        expect_near(g, t, loss->data, NEAR);
        backward(loss);
    } else {
        // the test's own x comes from PyTorch: randn(6, 5) differs in last bits
        Tensor **place = g->key[0] == 'x' ? &n->x : &n->y;
        *place = tensor_new_copy(t);
    }
    tensor_free(t);
}

START_TEST(test_networks)
{
    static Golden g;
    Network n = {.x = NULL};
    int parameter = 0, networks = 0;
    golden_open(&g, "nn.txt");
    while (golden_next(&g)) {
        network_line(&n, &g, &parameter);
        networks += strcmp(g.key, "loss") == 0;
    }
    network_free(&n);
    ck_assert_int_eq(networks, 12);
}
END_TEST

// All parameters of a network at once. (ReLU has kinks, of which one may be
// near: the operation is checked alone in check_ops.c.)
START_TEST(test_gradcheck)
{
    static Golden g;
    Network n = {.x = NULL};
    int parameter = 0, checked = 0;
    golden_open(&g, "nn.txt");
    while (golden_next(&g)) {
        network_line(&n, &g, &parameter);
        if (strcmp(g.key, "loss") != 0 ||
            strstr(module_type_name(&n.model.child[1]), "ReLU"))
            continue;
        Tensor *tensors[4];
        for (int i = 0; i < n.parameters.count; i++)
            tensors[i] = n.parameters.item[i].tensor;
        double error =
            gradcheck(NULL, network_loss, &n, tensors, n.parameters.count);
        ck_assert_double_lt(error, 1e-3);
        checked++;
        backward(network_loss(&n)); // for the lines that follow
    }
    network_free(&n);
    ck_assert_int_eq(checked, 6);
}
END_TEST

START_TEST(test_linear)
{
    Linear layer = linear_new(3, 2, false);
    ck_assert_ptr_null(layer.bias);
    ck_assert(shape_equal(layer.weight->shape, shape_2d(2, 3)));
    Tensor *x = tensor_new_ones(shape_2d(4, 3));
    Tensor *y = linear_forward(&layer, x);
    ck_assert(shape_equal(y->shape, shape_2d(4, 2)));
    ck_assert_float_eq_tol(y->data[7],
                           layer.weight->data[3] + layer.weight->data[4] +
                               layer.weight->data[5],
                           1e-6F);
    tape_reset();
    tensor_free(x);
    linear_free(&layer);
    ck_assert_ptr_null(layer.weight);
}
END_TEST

// One line of dropout.txt: output, gradient and what is drawn next.
static void check_dropout(Golden *g)
{
    manual_seed((uint64_t)golden_number(g));
    Module layer = module_new("Dropout");
    layer.p = golden_number(g);
    Tensor *x = golden_new_tensor(g), *y = golden_new_tensor(g),
           *x_grad = golden_new_tensor(g), *drawn = tensor_new_randn(x->shape);
    int n = tensor_numel(x);
    x->requires_grad = true;
    Tensor *got = module_forward(&layer, x);
    Tensor *up = tensor_from(x->shape, y->data);
    for (int i = 0; i < n; i++) {
        ck_assert_msg(float_same(got->data[i], y->data[i]), "line %d", g->line);
        up->data[i] = (float)(i + 1);
    }
    backward(tensor_sum(tensor_mul(got, up)));
    for (int i = 0; i < n; i++)
        ck_assert_msg(x->grad[i] == x_grad->data[i], "line %d", g->line);
    float next;
    rand_uniform(default_generator(), 0, 1, 1, &next);
    ck_assert(float_same(next, (float)golden_number(g)));

    module_eval(&layer);
    ck_assert_ptr_eq(module_forward(&layer, x), x);
    tape_reset();
    Tensor *mine[] = {x, y, x_grad, drawn};
    for (int i = 0; i < 4; i++)
        tensor_free(mine[i]);
}

START_TEST(test_dropout)
{
    static Golden g;
    char *text = NULL, *at = NULL;
    size_t size;
    int cases = 0;
    Module model =
        chain(5, (Module[]){module_new("Dropout"), module_new("Dropout"),
                            module_new("Dropout"), module_new("Flatten"),
                            module_new("Identity")});
    model.child[1].p = 0.125;
    model.child[2].p = 0;
    FILE *file = open_memstream(&text, &size);
    module_print(file, &model);
    fclose(file);
    at = text;
    golden_open(&g, "dropout.txt");
    while (golden_next(&g)) {
        if (strcmp(g.key, "dropout") == 0) {
            check_dropout(&g);
            cases++;
        } else {
            golden_expect_line(&g, &at);
        }
    }
    ck_assert_str_eq(at, "");
    ck_assert_int_eq(cases, 10);
    free(text);
    module_free(&model);
}
END_TEST

// The same mask each time, or the differences would be those of two masks.
static Tensor *dropout_loss(void *x)
{
    manual_seed(3);
    Tensor *y = tensor_dropout(x, 0.4);
    return tensor_sum(tensor_mul(y, y));
}

START_TEST(test_dropout_gradcheck)
{
    manual_seed(1);
    Tensor *x = tensor_new_randn(shape_2d(4, 5));
    x->requires_grad = true;
    ck_assert_double_lt(gradcheck(NULL, dropout_loss, x, &x, 1), 1e-3);
    tensor_free(x);
    tape_free();
}
END_TEST

// A model passes on to its layers what it is about.
START_TEST(test_training)
{
    Module inner = chain(1, (Module[]){module_new("Dropout")});
    Module model = chain(2, (Module[]){module_new("Identity"), inner});
    const Module *dropout = &model.child[1].child[0];
    ck_assert(model.training && dropout->training);
    module_eval(&model);
    ck_assert(!model.training && !dropout->training);
    module_train(&model);
    ck_assert(model.training && dropout->training);
    module_free(&model);
}
END_TEST

static void dropout_of_no_probability(void)
{
    tensor_dropout(tensor_new_zeros(shape_1d(2)), 1.5);
}

static void unknown_type(void)
{
    module_new("Softplus");
}

static void linear_without_sizes(void)
{
    module_new("Linear");
}

static void child_of_sigmoid(void)
{
    Module m = module_new("Sigmoid");
    sequential_add(&m, NULL, module_new("Tanh"));
}

static void linear_of_nothing(void)
{
    linear_new(0, 3, true);
}

static void linear_to_nothing(void)
{
    linear_new(3, 0, true);
}

static void wrong_width(void)
{
    Module m = model_named("iris");
    module_forward(&m, tensor_new_zeros(shape_2d(2, 5)));
}

// So many weights nearly reach both ends of their range, and never pass them.
static void assert_range(const Tensor *weight, double bound)
{
    float least = 0, most = 0;
    for (int i = 0; i < tensor_numel(weight); i++) {
        least = fminf(least, weight->data[i]);
        most = fmaxf(most, weight->data[i]);
    }
    ck_assert(-bound <= least && least < -0.999 * bound);
    ck_assert(0.999 * bound < most && most <= bound);
}

START_TEST(test_init)
{
    Tensor *weight = tensor_new_zeros(shape_2d(100, 300));
    manual_seed(1);
    xavier_uniform(weight);
    assert_range(weight, sqrt(6.0 / 400));
    kaiming_uniform(weight);
    assert_range(weight, sqrt(6.0 / 300));
    tensor_free(weight);
}
END_TEST

static void weight_of_one_dimension(void)
{
    xavier_uniform(tensor_new_zeros(shape_1d(3)));
}

START_TEST(test_mistakes)
{
    STOPS(weight_of_one_dimension, "init", "[3]", "not a matrix");
    STOPS(unknown_type, "Softplus");
    STOPS(dropout_of_no_probability, "dropout", "1.5");
    STOPS(linear_without_sizes, "Linear");
    STOPS(child_of_sigmoid, "Sigmoid");
    STOPS(linear_of_nothing, "linear", "0");
    STOPS(linear_to_nothing, "linear", "3 inputs and 0 outputs");
    STOPS(wrong_width, "linear", "[2, 5]", "[16, 4]");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("nn");
    tcase_add_test(tests, test_print);
    tcase_add_test(tests, test_parameter_names);
    tcase_add_test(tests, test_types);
    tcase_add_test(tests, test_networks);
    tcase_add_test(tests, test_gradcheck);
    tcase_add_test(tests, test_linear);
    tcase_add_test(tests, test_dropout);
    tcase_add_test(tests, test_dropout_gradcheck);
    tcase_add_test(tests, test_training);
    tcase_add_test(tests, test_init);
    tcase_add_test(tests, test_mistakes);
    return run_tests("nn", tests);
}
