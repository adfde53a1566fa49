/*: # The block of a GPT */
#include "stage7.h"

static Tensor *rms_norm(Tensor *x)
{
    Tensor *square = tensor_mean_dim(tensor_pow(x, 2), 1); // (n)
    Tensor *scale = tensor_pow(tensor_add(square, tensor_scalar(1e-5F)), -0.5F);
    return tensor_mul(x, tensor_reshape(scale, shape_2d(tensor_rows(x), 1)));
}

static Tensor *causal_mask(int n)
{
    float number[BLOCK * BLOCK];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            number[i * n + j] = j <= i ? 0 : -INFINITY;
    return tensor_from(shape_2d(n, n), number);
}

static Tensor *head_forward(const Head *head, Tensor *x, Tensor *mask,
                            Tensor **attention)
{
    Tensor *query = tensor_linear(x, head->query, NULL); // (n, 4)
    Tensor *key = tensor_linear(x, head->key, NULL);
    Tensor *value = tensor_linear(x, head->value, NULL);
    Tensor *score = tensor_matmul(query, tensor_transpose(key)); // (n, n)
    score = tensor_div(score, tensor_scalar(sqrtf(HEAD_WIDTH)));
    *attention = tensor_softmax(tensor_add(score, mask), 1);
    return tensor_linear(tensor_matmul(*attention, value), head->output, NULL);
}

static Tensor *attend(Gpt *gpt, Tensor *x)
{
    Tensor *mask = causal_mask(tensor_rows(x)), *sum = NULL;
    for (int h = 0; h < HEADS; h++) {
        Tensor *out = head_forward(&gpt->head[h], x, mask, &gpt->attention[h]);
        sum = sum ? tensor_add(sum, out) : out;
    }
    return sum; // (n, 16)
}

static Tensor *think(const Gpt *gpt, Tensor *x)
{
    Tensor *h = tensor_relu(tensor_linear(x, gpt->up, NULL)); // (n, 64)
    return tensor_linear(h, gpt->down, NULL);                 // (n, 16)
}

Tensor *gpt_forward(Gpt *gpt, Tensor *letters)
{
    static const float place[BLOCK] = {0, 1, 2,  3,  4,  5,  6,  7,
                                       8, 9, 10, 11, 12, 13, 14, 15};
    Tensor *places = tensor_from(letters->shape, place);
    Tensor *x = tensor_add(tensor_embedding(letters, gpt->tokens),
                           tensor_embedding(places, gpt->positions));
    x = rms_norm(x); // (n, 16)
    x = tensor_add(x, attend(gpt, rms_norm(x)));
    x = tensor_add(x, think(gpt, rms_norm(x)));
    return tensor_linear(x, gpt->letters, NULL); // (n, 27)
}

static Tensor *part_new(Module *parent, const char *name, int in, int out)
{
    Module layer = module_new_linear(in, out, false);
    Tensor *weight = layer.linear.weight;
    sequential_add(parent, name, layer);
    return weight;
}

static Module heads_new(Head head[HEADS])
{
    Module all = module_new("Sequential");
    for (int h = 0; h < HEADS; h++) {
        Module one = module_new("Sequential");
        head[h].query = part_new(&one, "query", WIDTH, HEAD_WIDTH);
        head[h].key = part_new(&one, "key", WIDTH, HEAD_WIDTH);
        head[h].value = part_new(&one, "value", WIDTH, HEAD_WIDTH);
        head[h].output = part_new(&one, "output", HEAD_WIDTH, WIDTH);
        sequential_add(&all, NULL, one);
    }
    return all;
}

static void draw_parameters(const Module *module)
{
    Parameters list = {0};
    module_parameters(module, "", &list);
    for (int i = 0; i < list.count; i++) {
        Tensor *t = list.item[i].tensor;
        rand_normal(default_generator(), tensor_numel(t), t->data);
        for (int k = 0; k < tensor_numel(t); k++)
            t->data[k] *= 0.08F;
    }
    parameters_free(&list);
}

Gpt gpt_new(void)
{
    Gpt gpt = {.module = module_new("Sequential")};
    Generator before = *default_generator();
    gpt.tokens = part_new(&gpt.module, "tokens", WIDTH, LETTERS);
    gpt.positions = part_new(&gpt.module, "positions", WIDTH, BLOCK);
    sequential_add(&gpt.module, "heads", heads_new(gpt.head));
    gpt.up = part_new(&gpt.module, "up", WIDTH, 4 * WIDTH);
    gpt.down = part_new(&gpt.module, "down", 4 * WIDTH, WIDTH);
    gpt.letters = part_new(&gpt.module, "letters", WIDTH, LETTERS);
    *default_generator() = before; // a layer's own numbers do not count
    draw_parameters(&gpt.module);
    return gpt;
}

void gpt_free(Gpt *gpt)
{
    module_free(&gpt->module);
}

void attention_write(Gpt *gpt, const char *name)
{
    float number[NAME_MAX + 2];
    int n = name_encode(name, number);
    no_grad_begin();
    gpt_forward(gpt, tensor_from(shape_1d(n), number));
    no_grad_end();
    const char *path = "build/stage7/attention.dat";
    FILE *file = plot_open(path);
    fprintf(file, "# head at looks share\n");
    for (int i = 0; i < HEADS * n * n; i++)
        fprintf(file, "%d %d %d %.9g\n", i / (n * n), i / n % n, i % n,
                gpt->attention[i / (n * n)]->data[i % (n * n)]);
    output_close(file, path);
    file = plot_open("build/stage7/name.gp");
    fprintf(file, "name = '.%s'\n", name);
    output_close(file, "build/stage7/name.gp");
    tape_reset();
}
