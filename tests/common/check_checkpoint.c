// Tests of checkpoints (common/model_file/pt_checkpoint.c, pt_optimizer.c)
// against those that PyTorch wrote halfway through a training, and against
// where its training ended (tests/golden/model_files/training_*.pt).
#define _XOPEN_SOURCE 700 // mkdtemp
#include <stdlib.h>
#include <unistd.h>

#include "autograd.h"
#include "model_file_craft.h"
#include "module_type.h"
#include "ops.h"
#include "optim.h"
#include "random.h"

typedef struct Training {
    Module model;
    Parameters list;
    Optimizer *optimizer;
} Training;

// As the recorded ones were made, but with other numbers.
static Training training_new(const char *name)
{
    Training t = {.model = module_new("Sequential")};
    bool one = strcmp(name, "one") == 0;
    sequential_add(&t.model, NULL, module_new_linear(4, one ? 1 : 3, !one));
    if (!one) {
        sequential_add(&t.model, NULL, module_new("ReLU"));
        sequential_add(&t.model, NULL, module_new_linear(3, 2, true));
    }
    if (strcmp(name, "frozen") == 0)
        t.model.child[0].linear.weight->requires_grad = false;
    module_all_parameters(&t.model, "", &t.list);
    bool sgd = one || name[0] == 's' || name[0] == 'm';
    t.optimizer = (sgd ? sgd_new : adam_new)(&t.list, 123);
    return t;
}

static void training_free(Training *t)
{
    optimizer_free(t->optimizer);
    parameters_free(&t->list);
    module_free(&t->model);
    tape_free();
}

static void train(const Training *t, int steps)
{
    for (int i = 0; i < steps; i++) {
        Tensor *x = tensor_new_randn(shape_2d(2, 4));
        Tensor *y = module_forward(&t->model, x);
        optimizer_zero_grad(t->optimizer);
        backward(tensor_mean(tensor_mul(y, y)));
        optimizer_step(t->optimizer);
        tape_reset();
        tensor_free(x);
    }
}

static const char *file_of(const char *name)
{
    char longer[80];
    snprintf(longer, sizeof longer, "training_%s", name);
    return recorded(longer);
}

static int load_into(Training *t, const char *path)
{
    int epoch = -1;
    ck_assert_msg(
        checkpoint_load(path, &t->model, t->optimizer, &epoch, &error), "%s",
        error.message);
    return epoch;
}

static const struct {
    const char *name;
    int epoch;
} recorded_at[] = {
    {"adam", 300}, {"adam_settings", 300}, {"momentum", 300}, {"sgd", 300},
    {"new", 0},    {"frozen", 1},          {"one", 70000}};

// Near PyTorch's parameters, whose last bits depend on the processor's way to
// multiply and add; each of the things remembered moves them further than that.
static void assert_ends_as_recorded(const Training *t, const char *name)
{
    char end[64];
    snprintf(end, sizeof end, "%s_end", name);
    Training other = training_new(name);
    ck_assert_msg(model_load_state(file_of(end), &other.model, &error), "%s",
                  error.message);
    for (int i = 0; i < t->list.count; i++)
        for (int k = 0; k < tensor_numel(t->list.item[i].tensor); k++)
            ck_assert_float_eq_tol(t->list.item[i].tensor->data[k],
                                   other.list.item[i].tensor->data[k], 2e-5F);
    training_free(&other);
}

// PyTorch's checkpoint is gone on from, and ends where PyTorch ended.
START_TEST(goes_on_as_pytorch)
{
    const char *name = recorded_at[_i].name;
    Training t = training_new(name);
    train(&t, 2); // what it remembers now is to be forgotten
    ck_assert_int_eq(load_into(&t, file_of(name)), recorded_at[_i].epoch);
    train(&t, 70);
    assert_ends_as_recorded(&t, name);
    training_free(&t);
}
END_TEST

// A training that was broken in the middle ends as the unbroken one, bit by
// bit: after 64 more steps, where Adam flushes, a file, and others' numbers.
START_TEST(broken_is_unbroken)
{
    const char *name = recorded_at[_i].name;
    char path[] = "/tmp/check_checkpoint_XXXXXX";
    close(mkstemp(path));
    Training whole = training_new(name), broken = training_new(name);
    load_into(&whole, file_of(name));
    train(&whole, 70);
    load_into(&broken, file_of(name));
    train(&broken, 37);
    ck_assert(
        checkpoint_save(path, &broken.model, broken.optimizer, 4, &error));
    training_free(&broken);
    broken = training_new(name);
    train(&broken, 5);
    ck_assert_int_eq(load_into(&broken, path), 4);
    train(&broken, 33);
    assert_same_parameters(name, &whole.model, &broken.model);
    training_free(&broken);
    training_free(&whole);
    unlink(path);
}
END_TEST

// Loaded and saved again it is the same file, under the same name.
START_TEST(writes_what_pytorch_writes)
{
    const char *name = recorded_at[_i].name;
    char folder[] = "/tmp/check_checkpoint_XXXXXX", path[128];
    ck_assert_ptr_nonnull(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/training_%s.pt", folder, name);
    Training t = training_new(name);
    int epoch = load_into(&t, file_of(name));
    ck_assert_msg(checkpoint_save(path, &t.model, t.optimizer, epoch, &error),
                  "%s", error.message);
    Bytes ours = read_bytes(path), theirs = read_bytes(file_of(name));
    ck_assert_uint_eq(ours.size, theirs.size);
    for (size_t i = 0; i < ours.size; i++)
        ck_assert_msg(ours.data[i] == theirs.data[i], "%s: byte %zu", name, i);
    free(ours.data);
    free(theirs.data);
    unlink(path);
    rmdir(folder);
    training_free(&t);
}
END_TEST

static const char *const refused[][2] = {
    {"amsgrad", "the optimiser's amsgrad is on: it is not known"},
    {"nesterov", "its optimiser is not Adam"},
    {"no_epoch", "it does not say the epoch"},
    {"bad_generator", "its rng_state is no state of a generator"},
    {"short_generator", "its rng_state is no state of a generator"},
    {"two_optimizers", "it holds several optimisers"},
    {"two_groups", "the optimiser has not one group of parameters"},
    {"fewer", "the optimiser is for 2 parameters, not 4"},
    {"other_shape", "the optimiser's exp_avg is [3], not [3, 4]"},
    {"other_size", "the optimiser's exp_avg is [3, 5], not [3, 4]"},
    {"other_order", "the optimiser's parameters are not in order"},
    {"entry_is_number", "the optimiser's state is no dict"},
    {"no_average", "the optimiser's exp_avg is missing"},
    {"no_step", "the optimiser's step is no number of steps"},
    {"state_is_list", "the optimiser's state is no dict"},
    {"no_model",
     "it holds neither a model nor a state dict, but a dict without tensors"},
    {"momentum", "its optimiser is not Adam"},
    {"adam_end", "it holds no optimiser: it is a model, and no training that "
                 "could go on"}};

// Nothing is changed: the training ends as if nobody had asked.
START_TEST(refuses)
{
    Training t = training_new("adam");
    int epoch = load_into(&t, file_of("adam"));
    ck_assert(!checkpoint_load(file_of(refused[_i][0]), &t.model, t.optimizer,
                               &epoch, &error));
    const char *message = strstr(error.message, ": ");
    ck_assert_ptr_nonnull(message);
    ck_assert_str_eq(message + 2, refused[_i][1]);
    assert_one_line(refused[_i][0]);
    ck_assert_int_eq(epoch, 300);
    train(&t, 70);
    assert_ends_as_recorded(&t, "adam");
    training_free(&t);
}
END_TEST

// In the checkpoint of Adam's training, then of that with momentum: what stands
// behind a key is not what it must be.
#define REAL_01 "G\x3f\x84\x7a\xe1\x47\xae\x14\x7b"
#define REAL_9 "G\x3f\xec\xcc\xcc\xcc\xcc\xcc\xcd"
#define EPOCH PIECE("epochq\x9bM\x2c\x01")
static const Edit of_adam[] = {
    {"lr", PIECE("lrq\x8e" REAL_01), PIECE("lrq\x8eN"), "lr is no number"},
    {"weight decay", PIECE("weight_decayq\x92K\x00"),
     PIECE("weight_decayq\x92N"), "weight_decay is no number"},
    {"betas", PIECE("betasq\x8f" REAL_9), PIECE("betasq\x8fN"),
     "betas are not two numbers"},
    {"eps", PIECE("epsq\x91G\x3e\x45\x79\x8e\xe2\x30\x8c\x3a"),
     PIECE("epsq\x91N"), "eps is no number"},
    {"maximize", PIECE("maximizeq\x94\x89"), PIECE("maximizeq\x94\x88"),
     "maximize is on"},
    {"no list of parameters",
     PIECE("q\x9a(K\x00K\x01K\x02K\x03"
           "e"),
     PIECE("q\x9aX\x01\x00\x00\x00zN"), "is for 0 parameters, not 4"},
    {"no parameters", PIECE("params"), PIECE("Params"),
     "is for 0 parameters, not 4"},
    {"a parameter without a number", PIECE("q\x9a(K\x00"), PIECE("q\x9a(N"),
     "not in order"},
    {"groups that are no list", PIECE("]q\x8c"),
     PIECE("Nq\x8cX\x01\x00\x00\x00z]"), "not one group"},
    {"a group that is no dict", PIECE("]q\x8c"),
     PIECE("]q\x8cNaX\x01\x00\x00\x00z]"), "not one group"},
    {"step", PIECE("K\x00))\x89"), PIECE("N))\x89"), "step is no tensor"},
    {"no step at all", PIECE("K\x00))\x89"),
     PIECE("K\x00K\x00\x85K\x01\x85\x89"), "step is no number of steps"},
    {"an average that is none", PIECE("exp_avgq\x3f"),
     PIECE("exp_avgq\x3fNX\x01\x00\x00\x00z"), "exp_avg is no tensor"},
    {"epoch -1", EPOCH, PIECE("epochq\x9bJ\xff\xff\xff\xff"), "the epoch"},
    {"epoch 2^31", EPOCH, PIECE("epochq\x9b\x8a\x05\x00\x00\x00\x80\x00"),
     "the epoch"},
    {"a generator of signed bytes", PIECE("ByteStorage"), PIECE("CharStorage"),
     "its rng_state is no state of a generator"},
    {"half a generator", PIECE("QK\x00M\xc0\x13\x85"),
     PIECE("QK\x01M\xc0\x13\x85"), "rng_state reaches beyond its storage"},
};
static const Edit of_momentum[] = {
    {"dampening", PIECE("dampeningq\x5eK\x00"),
     PIECE("dampeningq\x5eG\x3f\xe0\x00\x00\x00\x00\x00\x00"),
     "dampening is on"},
    {"momentum", PIECE("momentumq\x5d" REAL_9), PIECE("momentumq\x5dN"),
     "momentum is no number"},
    {"no average", PIECE("momentum_buffer"), PIECE("Momentum_buffer"),
     "momentum_buffer is missing"},
};

// The training is as before, and the message one line.
START_TEST(refuses_edited)
{
    bool adam = _i < COUNT(of_adam);
    const Edit *edit = adam ? &of_adam[_i] : &of_momentum[_i - COUNT(of_adam)];
    const char *name = adam ? "adam" : "momentum";
    char path[] = "/tmp/check_checkpoint_XXXXXX";
    close(mkstemp(path));
    Bytes bytes = with_edit(file_of(name), edit);
    ck_assert(file_replace(path, &bytes, &error));
    free(bytes.data);
    Training t = training_new(name);
    int epoch = load_into(&t, file_of(name));
    ck_assert_msg(!checkpoint_load(path, &t.model, t.optimizer, &epoch, &error),
                  "%s", edit->fault);
    ck_assert_msg(strstr(error.message, edit->message), "%s: %s", edit->fault,
                  error.message);
    assert_one_line(edit->fault);
    train(&t, 70);
    assert_ends_as_recorded(&t, name);
    training_free(&t);
    unlink(path);
}
END_TEST

// A whole model, and no file at all.
START_TEST(refuses_others)
{
    Training t = training_new("adam");
    int epoch = 7;
    ck_assert(!checkpoint_load(recorded("iris"), &t.model, t.optimizer, &epoch,
                               &error));
    ck_assert_ptr_nonnull(strstr(error.message, "it holds no optimiser"));
    ck_assert(!checkpoint_load(recorded("missing"), &t.model, t.optimizer,
                               &epoch, &error));
    ck_assert_ptr_nonnull(strstr(error.message, "No such file"));
    ck_assert_int_eq(epoch, 7);
    training_free(&t);
}
END_TEST

// What an optimiser of SGD is asked.
START_TEST(refuses_for_sgd)
{
    Training t = training_new("momentum");
    int epoch;
    ck_assert(!checkpoint_load(file_of("nesterov"), &t.model, t.optimizer,
                               &epoch, &error));
    ck_assert_ptr_nonnull(
        strstr(error.message, "the optimiser's nesterov is on"));
    ck_assert(!checkpoint_load(file_of("adam"), &t.model, t.optimizer, &epoch,
                               &error));
    ck_assert_ptr_nonnull(strstr(error.message, "its optimiser is not SGD"));
    training_free(&t);
}
END_TEST

// Steps as a whole number, no generator, other names: read all the same.
START_TEST(reads_older_files)
{
    float before, after;
    Training t = training_new("adam");
    manual_seed(1);
    rand_uniform(default_generator(), 0, 1, 1, &before);
    manual_seed(1);
    ck_assert_int_eq(load_into(&t, file_of("old")), 1);
    rand_uniform(default_generator(), 0, 1, 1, &after);
    ck_assert_float_eq(before, after);
    ck_assert_int_eq(t.optimizer->parameter_steps[3], 2);
    ck_assert_double_eq(t.optimizer->lr, 0.001);
    training_free(&t);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("checkpoint");
    tcase_add_loop_test(tests, goes_on_as_pytorch, 0, COUNT(recorded_at));
    tcase_add_loop_test(tests, broken_is_unbroken, 0, COUNT(recorded_at));
    tcase_add_loop_test(tests, writes_what_pytorch_writes, 0,
                        COUNT(recorded_at));
    tcase_add_loop_test(tests, refuses, 0, COUNT(refused));
    tcase_add_loop_test(tests, refuses_edited, 0,
                        COUNT(of_adam) + COUNT(of_momentum));
    tcase_add_test(tests, refuses_others);
    tcase_add_test(tests, refuses_for_sgd);
    tcase_add_test(tests, reads_older_files);
    return run_tests("checkpoint", tests);
}
