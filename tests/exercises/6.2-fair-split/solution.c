/*: # Solution 6.2: a fair split {#sol-6-2}

A counter for each class. It says how many rows of this class came before, and
its remainder decides. */
enum { MOST_CLASSES = 20 };

int fair_split(int rows, const int *label, int classes, int every, int *valid)
{
    int seen[MOST_CLASSES] = {0}, count = 0;
    (void)classes;
    for (int i = 0; i < rows; i++) {
        valid[i] = seen[label[i]] % every == 0;
        seen[label[i]]++;
        count += valid[i];
    }
    return count;
}

/*: Each row of the validation set against each row of the training set. That is
a lot of comparing for a large table; one would sort it first, or remember a
checksum of each row. */
static int same(int features, const double *a, const double *b)
{
    for (int j = 0; j < features; j++)
        if (a[j] != b[j])
            return 0;
    return 1;
}

int leaks(int rows, int features, const double *x, const int *valid)
{
    int count = 0;
    for (int i = 0; i < rows; i++) {
        int twin = 0;
        for (int k = 0; k < rows; k++)
            if (valid[i] && !valid[k])
                twin |= same(features, x + i * features, x + k * features);
        count += twin;
    }
    return count;
}

/*: The digits of [stage 6](stage6.c) are not stratified: with 1,797 rows and
ten classes of about the same size chance is fair enough. They have another
leak, and no program sees it: the test digits were written by the same thirteen
people as those that were learned from. How well a network reads a *new* hand
they do not say. For that one puts whole people aside, not rows. */
