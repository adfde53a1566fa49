// What stage 3 does more when it runs in a page: where it would draw, it
// ends, trained, and the page asks it about one flower after the other.
//
// The linker puts each __wrap_f between f and its callers (--wrap, live.mk).
#include "../../stages/stage3/stage3.c"

static const Model *trained;
static const TableSplit *iris;

void __wrap_decision_map_write(const TableSplit *split, Classifier *classifier,
                               const void *model);

#define EXPORT(name) __attribute__((export_name(#name)))

EXPORT(ask) void ask(double a, double b, double c, double d);
EXPORT(layer_at) float *layer_at(int layer);
EXPORT(surprise) float surprise(int species);

// Here main() ends. It does not return, so nothing that it holds is freed.
void __wrap_decision_map_write(const TableSplit *split, Classifier *classifier,
                               const void *model)
{
    (void)classifier;
    iris = split;
    trained = model;
    exit(0);
}

// Centimetres, in the order of the table. The tape then holds what each layer
// says.
void ask(double a, double b, double c, double d)
{
    static Tensor *x;
    tape_reset();
    tensor_free(x);
    x = standardizer_new_tensor(&iris->scale, (double[]){a, b, c, d}, 1);
    model_forward(trained, x);
}

// 0: the sums of the hidden layer, 1: bent, 2: the scores, 3: probabilities.
float *layer_at(int layer)
{
    return tape_at(layer)->data;
}

// The loss of the scores, if this is the species.
float surprise(int species)
{
    Tensor *y = tensor_from(shape_1d(1), &(float){(float)species});
    return tensor_item(cross_entropy_loss(tape_at(2), y, REDUCTION_MEAN));
}
