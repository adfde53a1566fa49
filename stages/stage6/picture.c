/*: # Pictures of digits and of weights

gnuplot draws what stands in `build/stage6/` after a run: the curves, digits,
weights, confusions, mistakes. (Skip this, unless you want to know how.) */
#include "stage6.h"

void curves_write(const char *path, const Trained *t)
{
    FILE *file = output_open(path);
    fprintf(file, "epoch,loss,accuracy,valid_loss,valid_accuracy\n");
    for (int i = 0; i < t->train.epochs; i++)
        fprintf(file, "%d,%.9g,%.9g,%.9g,%.9g\n", i, t->train.epoch[i].loss,
                t->train.epoch[i].accuracy, t->valid.epoch[i].loss,
                t->valid.epoch[i].accuracy);
    output_close(file, path);
}

/*: ## A picture

A pixel is drawn as a square whose *area* is its number. The eye adds up areas,
so that from a distance the squares look like grey, and the same drawing serves
on white and on black paper. Numbers below 0, which weights have, get another
colour. Geoffrey Hinton drew weights in this way, and such pictures bear his
name. Four numbers say where a square lies, how long half of its side is, and
its sign. */
void picture_write(FILE *file, const float *number, double most, int row,
                   int column)
{
    for (int k = 0; k < PIXELS; k++)
        if (number[k] != 0)
            fprintf(file, "%d %d %.3f %d\n", column * (SIDE + 1) + k % SIDE,
                    row * (SIDE + 1) + k / SIDE,
                    sqrt(fabs(number[k]) / most) / 2, number[k] > 0 ? 1 : -1);
}

/*: Two of each digit, the first ones that come: nobody has chosen them. */
static void write_samples(const Digits *digits)
{
    enum { EACH = 2, ACROSS = 5 };
    static const char PATH[] = "build/stage6/samples.dat";
    FILE *file = plot_open(PATH);
    TensorDataset data = digits->train;
    int count[CLASSES] = {0};
    for (int i = 0; i < tensor_rows(data.x); i++) {
        int digit = (int)data.y->data[i];
        if (count[digit] < EACH)
            picture_write(file, data.x->data + i * PIXELS, 1,
                          digit / ACROSS + 2 * count[digit]++, digit % ACROSS);
    }
    output_close(file, PATH);
}

/*: Of the hidden units the first fifteen. Each has a scale of its own: its
largest weight is a full square. */
static void write_units(const Module *model)
{
    enum { ACROSS = 5, MOST = 15 };
    static const char PATH[] = "build/stage6/units.dat";
    const Tensor *weight = model->child[0].linear.weight; // (hidden, 64)
    FILE *file = plot_open(PATH);
    for (int u = 0; u < tensor_rows(weight) && u < MOST; u++) {
        const float *w = weight->data + u * PIXELS;
        float most = 0;
        for (int k = 0; k < PIXELS; k++)
            most = fmaxf(most, fabsf(w[k]));
        picture_write(file, w, most, u / ACROSS, u % ACROSS);
    }
    output_close(file, PATH);
}

/*: ## Confusions

How often was what said? The pairs that never occur are left out. */
static void write_confusions(TensorDataset test, Tensor *pred)
{
    static const char PATH[] = "build/stage6/confusion.dat";
    int count[CLASSES][CLASSES] = {0};
    const Tensor *said = tensor_argmax(pred, 1);
    for (int i = 0; i < tensor_numel(said); i++)
        count[(int)test.y->data[i]][(int)said->data[i]]++;
    FILE *file = plot_open(PATH);
    for (int is = 0; is < CLASSES; is++)
        for (int say = 0; say < CLASSES; say++)
            if (count[is][say] > 0)
                fprintf(file, "%d %d %d\n", say, is, count[is][say]);
    output_close(file, PATH);
}

/*: The script learns which networks there were and when each was best. */
static void write_names(const Trained *trained, int count)
{
    static const char PATH[] = "build/stage6/networks.gp";
    FILE *file = plot_open(PATH);
    fprintf(file, "epochs = %d\narray names[%d]\narray best[%d]\n",
            trained->train.epochs, count, count);
    for (int i = 0; i < count; i++)
        fprintf(file, "names[%d] = '%s'\nbest[%d] = %d\n", i + 1,
                trained[i].name, i + 1, trained[i].best);
    output_close(file, PATH);
}

/*: All of it, when the training is over. */
void draw(const Trained *trained, int count, const Module *chosen,
          const Digits *digits)
{
    write_names(trained, count);
    for (int i = 0; i < count; i++) {
        char *path = text_new("build/stage6/curves-%d.csv", i + 1);
        curves_write(path, &trained[i]);
        free(path);
    }
    write_samples(digits);
    write_units(chosen);
    Tensor *pred = module_forward(chosen, digits->test.x); // (tests, 10)
    write_confusions(digits->test, pred);
    write_worst(digits, pred);
    tape_reset();
}
