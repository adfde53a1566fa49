/*: # Solution 7.1: pairs of letters {#sol-7-1}

With the edge as a letter the beginning and the end of a name need no lines of
their own: `before` is the edge at first, and behind the last letter the edge
comes once more. The loop goes on to the zero at the end of the text, which is
the edge's number anyhow. */
#include <math.h>
#include <string.h>

enum { LETTERS = 27 };

static int number_of(char letter)
{
    return letter == '\0' ? 0 : letter - 'a' + 1;
}

void count_pairs(const char *name, int *count)
{
    int before = 0, n = (int)strlen(name);
    for (int i = 0; i <= n; i++) {
        int letter = number_of(name[i]);
        count[before * LETTERS + letter]++;
        before = letter;
    }
}

/*: The smoothing is added to each of the 27 pairs of a row, below the fraction
too; otherwise the probabilities of a row would not add up to 1. */
double pair_probability(const int *count, int a, int b, double s)
{
    double sum = 0;
    for (int k = 0; k < LETTERS; k++)
        sum += count[a * LETTERS + k] + s;
    return (count[a * LETTERS + b] + s) / sum;
}

/*: A name of $n$ letters has $n + 1$ pairs. The mean of logarithms is the
logarithm of the geometric mean: a perplexity of 14 is that of a model which
gives each letter of the name one part in 14. */
double perplexity(const int *count, const char *name, double s)
{
    double sum = 0;
    int before = 0, n = (int)strlen(name);
    for (int i = 0; i <= n; i++) {
        int letter = number_of(name[i]);
        sum -= log(pair_probability(count, before, letter, s));
        before = letter;
    }
    return exp(sum / (n + 1));
}
