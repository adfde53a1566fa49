/*: # Pairs of letters

The simplest model of a language knows one letter and guesses the next. It is a
table with 27 rows and 27 columns: how often did this letter follow that one?

![Which letter follows which, in a thousand
names](stage7-pairs.svg){#fig-stage7-pairs alt="A table of 27 rows and 27
columns of squares. Large are b before e and r, j before a, m before a, n and y
before the end, q before u, v before i"}

Each row of [@fig-stage7-pairs] adds up to 1; the larger a square, the more
probable. The point is the edge: its row is how names begin, its column how they
end.

## Counting

Every pair counts once more than it was seen. Without that a pair that is not in
the names would have the probability 0, and the first name with such a pair the
loss $-\ln 0$, which is infinite. This **smoothing** is a small lie about what
is frequent, to be spared a large one about what is impossible. */
#include "stage7.h"

Tensor *pairs_new_count(const Names *names, int steps)
{
    int seen = names->count - names->tests;
    seen = steps < seen ? steps : seen;
    Tensor *count = tensor_new_ones(shape_2d(LETTERS, LETTERS));
    for (int i = 0; i < seen; i++) {
        float number[NAME_MAX + 2];
        int n = name_encode(names->name[i], number);
        for (int k = 0; k < n; k++)
            count->data[(int)number[k] * LETTERS + (int)number[k + 1]] += 1;
    }
    return count;
}

/*: The probability of $b$ after $a$ is its share of the row,
$p_{ab} = N_{ab} / \sum_k N_{ak}$. */
static double probability(const Tensor *count, int a, int b)
{
    const float *row = count->data + a * LETTERS;
    double sum = 0;
    for (int k = 0; k < LETTERS; k++)
        sum += row[k];
    return row[b] / sum;
}

/*: How surprised is the table by names that it has not counted? The mean over
all letters and ends, [as for the GPT](stage7.c#the-examination). */
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

/*: ## The same by gradient descent

Now forget the shares. Give each pair a score $z_{ab}$, a parameter, and begin
with zeros. The softmax makes probabilities of each row, and the loss is the
mean surprise over all pairs that were counted:

$$ L = -\frac{1}{\sum N} \sum_{ab} N_{ab} \ln p_{ab}. $$ {#eq-pairs-loss}

This is the loss of stage 3; equal questions are only asked once, and count as
often as they would have been asked. (The pairs that were added to each square
are among them, and most of these surprise much. So this loss is larger than
that of [the examination](stage7.c#the-examination), where names alone are
asked for.) */
static Tensor *pairs_loss(const Tensor *count, Tensor *score)
{
    Tensor *surprise = tensor_neg(tensor_log_softmax(score, 1)); // (27, 27)
    Tensor *weight = tensor_detach(count);
    return tensor_div(tensor_sum(tensor_mul(weight, surprise)),
                      tensor_sum(weight));
}

/*: Where does it end? [The gradient](ops_loss.c#eq-cross-entropy) of a score is
what the softmax says minus what was right, over all questions with $a$:

$$ \frac{\partial L}{\partial z_{ab}} \propto p_{ab} \sum_k N_{ak} - N_{ab}, $$
{#eq-pairs-gradient}

and it is 0 where $p_{ab}$ is the share. So the counted table is the one that
has the least loss, and any optimiser that arrives must arrive there. */
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

// What the shares themselves have as a loss.
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

/*: Five hundred steps of Adam, and `./stage7 --pairs` prints for some pairs
what was counted and what was learned:

```{.output of="stage7-pairs"}
```

A row of scores that is chosen by a letter is a [row of a
table](ops_shape.c#rows-by-number), an embedding: with 27 numbers for each
letter that *are* the scores. The GPT gives each letter 16 numbers, from which
the scores are computed, together with those of the letters before. */
int pairs_print(const Tensor *count)
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
    tape_free();
    return cli_finish();
}

// For the figure.
void pairs_write(const char *path, const Tensor *count)
{
    FILE *file = plot_open(path);
    fprintf(file, "# letter next probability\n");
    for (int i = 0; i < LETTERS * LETTERS; i++)
        fprintf(file, "%d %d %.9g\n", i / LETTERS, i % LETTERS,
                probability(count, i / LETTERS, i % LETTERS));
    output_close(file, path);
}
