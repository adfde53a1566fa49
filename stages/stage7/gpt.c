/*: # The block of a GPT

[Stage 7](stage7.c#the-block) shows the whole in ten lines. Here are its parts,
in the order in which a name goes through them. $n$ is the number of letters
that are asked about, with the edge before them.

![What a row of 16 numbers goes through](stage7-block.svg){#fig-stage7-block
alt="Letter and place give a row; it is normalised; two loops lead around it,
the heads and the layers, each with a norm before it, and what they find is
added; at the end stand 27 scores"}

## All rows of one length

Rows that have been added to again and again grow, and then a small step of a
weight is no longer a small step of the result. So before it is used, a row is
divided by the root of the mean of its squares:

$$ y_j = \frac{x_j}{\sqrt{\frac1{16} \sum_k x_k^2 + 10^{-5}}}. $$
{#eq-rms-norm}

This is **RMSNorm** ([Zhang and Sennrich, 2019](bibliography.md#zhang)); the
small number is for a row of zeros. Six operations that are there already, and
the tape knows their gradients. In [exercise 7.4](7.4-rms-norm.c) you make one
of them. */
#include "gpt.h"

static Tensor *rms_norm(Tensor *x)
{
    Tensor *square = tensor_mean_dim(tensor_pow(x, 2), 1); // (n)
    Tensor *root = tensor_pow(tensor_add(square, tensor_scalar(1e-5F)), 0.5F);
    return tensor_div(x, tensor_reshape(root, shape_2d(tensor_rows(x), 1)));
}

/*: ## The mask

Row $i$ must not see the letters after it: they are what it shall guess. To
each score of a later letter the **causal mask** adds $-\infty$, whose
exponential is 0, *before* the softmax. So the shares of the others still add up
to 1. */
static Tensor *causal_mask(int n)
{
    float number[BLOCK * BLOCK];
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++)
            number[i * n + j] = j <= i ? 0 : -INFINITY;
    return tensor_from(shape_2d(n, n), number);
}

/*: ## A head

With the rows $X$, $(n, 16)$, and the head's matrices $W_Q$, $W_K$ and $W_V$:

$$ A = \operatorname{softmax}\left(\frac{Q K^T}{\sqrt{4}} + M\right), \qquad
   Q = X W_Q^T, \quad K = X W_K^T, \quad V = X W_V^T. $$ {#eq-attention}

$Q K^T$ holds the product of each query with each key, and row $i$ of $A$ the
shares that letter $i$ gives to the letters before it and to itself. $A V$ mixes
the values with these shares, and a fourth matrix brings the four numbers of the
mixture back to 16: $Y = A V W_O^T$. [Vaswani and others,
2017](bibliography.md#vaswani) left out what networks for sequences had had till
then, kept attention and layers that work on each row alone, and called their
paper *Attention is all you need*.

Why the root? A score is a sum of four products. If query and key are
independent numbers of mean 0 and variance 1, each product has the variance 1
and the sum $4$: it grows with the width of a head. Divided by the root of 4 it
has the variance 1 again. Without that wide heads would begin with scores so far
apart that the softmax gives all to one letter, and [where it is
flat](stage5.c#relu) nothing is learned.

What is kept in `attention` is for the figure. */
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

/*: ## Four heads

Each has found something, and all of it is added. Books stack the four mixtures
side by side, $(n, 16)$, and multiply by one matrix of $16 \times 16$. That is
the same sum: a product with a matrix of four bands is the sum of the products
with each band. So no tensor need be cut into pieces. */
static Tensor *attend(Gpt *gpt, Tensor *x)
{
    Tensor *mask = causal_mask(tensor_rows(x)), *sum = NULL;
    for (int h = 0; h < HEADS; h++) {
        Tensor *out = head_forward(&gpt->head[h], x, mask, &gpt->attention[h]);
        sum = sum ? tensor_add(sum, out) : out;
    }
    return sum; // (n, 16)
}

/*: ## Two layers

Attention carries numbers from letter to letter but bends nothing beyond the
softmax. What a letter makes of what it has heard is done by a hidden layer of
64 units, for each row alone. */
static Tensor *think(const Gpt *gpt, Tensor *x)
{
    Tensor *h = tensor_relu(tensor_linear(x, gpt->up, NULL)); // (n, 64)
    return tensor_linear(h, gpt->down, NULL);                 // (n, 16)
}

/*: ## The whole

Each letter names a row of a table, [its embedding](ops_shape.c#rows-by-number),
and so does its place: attention by itself sees what stands before, but not
where, since a sum has no order. Both are added. */
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

/*: What is found is added to the row, not put in its place. This is a
**residual connection** ([He and others, 2016](bibliography.md#he2016)): at the
start, with small weights, a block does nearly nothing, and the gradient, which
[a sum hands on unchanged](one-step.md#backward), comes back through it as it
was. Large GPTs have up to a hundred such blocks, one after the other, [the
first](bibliography.md#radford) had twelve. This one has one.

## The loss

The right answers are the letters themselves, [moved by one
place](stage7.c#the-loss). */
Tensor *gpt_loss(Gpt *gpt, const float *number, int n, Reduction reduction)
{
    Tensor *letters = tensor_from(shape_1d(n), number);
    Tensor *next = tensor_from(shape_1d(n), number + 1);
    return cross_entropy_loss(gpt_forward(gpt, letters), next, reduction);
}

/*: ## The parameters

The module owns them and knows their names, which are PyTorch's:
`heads.0.query.weight`. A table of rows is kept as a `Linear` keeps its weight,
and as `nn.Embedding` does. */
static Tensor *part_new(Module *parent, const char *name, int in, int out)
{
    Module layer = module_new_linear(in, out, false);
    Tensor *weight = layer.linear.weight;
    sequential_add(parent, name, layer);
    return weight;
}

// Four matrices each.
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

/*: They start as normal numbers, 0.08 wide, drawn in the order of their names
in the list. That is small enough for the first scores to be nearly equal. */
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

/*: A `Linear` draws numbers of its own when it is made, and PyTorch's layers
do. They are thrown away, and the generator goes on from where it stood. */
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

// With all its parts.
void gpt_free(Gpt *gpt)
{
    module_free(&gpt->module);
}

/*: ## For the figure

A name goes through once more, and what each head has looked at is written, head
by head and row by row. */
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
