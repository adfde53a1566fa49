/*: # Pairs of letters */
#include "stage7.h"

Tensor *pairs_new_count(const Names *names, int first)
{
    Tensor *count = tensor_new_ones(shape_2d(LETTERS, LETTERS));
    for (int i = 0; i < first; i++) {
        float number[NAME_MAX + 2];
        int n = name_encode(names->name[i], number);
        for (int k = 0; k < n; k++)
            count->data[(int)number[k] * LETTERS + (int)number[k + 1]] += 1;
    }
    return count;
}

static double probability(const Tensor *count, int a, int b)
{
    const float *row = count->data + a * LETTERS;
    double sum = 0;
    for (int k = 0; k < LETTERS; k++)
        sum += row[k];
    return row[b] / sum;
}

double pairs_examine(const Tensor *count, const Names *names)
{
    double sum = 0;
    int letters = 0;
    for (int i = names->count - names->tests; i < names->count; i++) {
        float number[NAME_MAX + 2];
        int n = name_encode(names->name[i], number);
        for (int k = 0; k < n; k++)
            sum -= log(probability(count, (int)number[k], (int)number[k + 1]));
        letters += n;
    }
    return sum / letters;
}

static Tensor *pairs_loss(const Tensor *count, Tensor *score)
{
    Tensor *surprise = tensor_neg(tensor_log_softmax(score, 1)); // (27, 27)
    Tensor *weight = tensor_detach(count);
    return tensor_div(tensor_sum(tensor_mul(weight, surprise)),
                      tensor_sum(weight));
}

static double learn(const Tensor *count, Tensor *score)
{
    Parameters list = {0};
    parameters_add(&list, "", "score", score);
    Optimizer *adam = adam_new(&list, 0.1);
    double loss = 0;
    for (int step = 0; step <= 500; step++) {
        Tensor *mean = pairs_loss(count, score);
        backward(mean);
        loss = tensor_item(mean);
        optimizer_step(adam);
        optimizer_zero_grad(adam);
        tape_reset();
    }
    optimizer_free(adam);
    parameters_free(&list);
    return loss;
}

static double counted_loss(const Tensor *count)
{
    double sum = 0, pairs = 0;
    for (int i = 0; i < LETTERS * LETTERS; i++) {
        sum -=
            count->data[i] * log(probability(count, i / LETTERS, i % LETTERS));
        pairs += count->data[i];
    }
    return sum / pairs;
}

void pairs_print(const Tensor *count)
{
    static const char *const shown[] = {".a", "an", "n.", "qu", "ee", "xz"};
    Tensor *score = tensor_new_zeros(count->shape);
    double loss = learn(count, tensor_requires_grad(score));
    Tensor *p = tensor_softmax(score, 1);
    printf("pair  counted  learned\n");
    for (int i = 0; i < 6; i++) {
        int a = shown[i][0] == '.' ? EDGE : shown[i][0] - 'a' + 1;
        int b = shown[i][1] == '.' ? EDGE : shown[i][1] - 'a' + 1;
        printf("%-4s   %.4f   %.4f\n", shown[i], probability(count, a, b),
               p->data[a * LETTERS + b]);
    }
    printf("loss   %.4f   %.4f\n", counted_loss(count), loss);
    tensor_free(score);
    tape_reset();
}

void pairs_write(const char *path, const Tensor *count)
{
    FILE *file = plot_open(path);
    fprintf(file, "# letter next probability\n");
    for (int i = 0; i < LETTERS * LETTERS; i++)
        fprintf(file, "%d %d %.9g\n", i / LETTERS, i % LETTERS,
                probability(count, i / LETTERS, i % LETTERS));
    output_close(file, path);
}
