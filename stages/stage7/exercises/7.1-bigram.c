/*: # Exercise 7.1: pairs of letters {#ex-7-1}

A model of names that looks at one letter and guesses the next. Letters are
numbers: `a` is 1, `z` is 26, and 0 is the edge, which stands before the first
letter and after the last. So `ada` is the five numbers 0, 1, 4, 1, 0, and has
the four pairs (0, 1), (1, 4), (4, 1), (1, 0).

- `count_pairs` **adds** the pairs of a name to the table `count`, which has a
  row for each letter and a column for the one after it: the pair $(a, b)$
  stands in `count[a * 27 + b]`.
- `pair_probability` is how probable $b$ is after $a$. Each pair counts $s$
  times more than it was seen, the **smoothing**, so that none is impossible:

  $$ p_{ab} = \frac{N_{ab} + s}{\sum_k (N_{ak} + s)}. $$

- `perplexity` says how unsure the table is about a name: the exponential of the
  mean of $-\ln p$ over its pairs.

In a table of zeros, to which `ada` was added, row 1 has two pairs. With $s = 1$
the probability of `d` after `a` is $(1 + 1) / (2 + 27) = 0.0690$, and so is
that of the end after `a`. Rows 0 and 4 have one pair each, and what was seen
there has $2 / 28 = 0.0714$. The mean of $-\ln p$ over the four pairs of `ada`
is 2.6566, the perplexity 14.2478.

A name has letters from `a` to `z` only; it may be empty: then its only pair is
(0, 0). A smoothing of 0 is allowed if all pairs were seen. Compute in
`double`. */
#include <math.h>

enum { LETTERS = 27 };

void count_pairs(const char *name, int *count)
{
    count[0] = name[0]; // your code here
}

double pair_probability(const int *count, int a, int b, double s)
{
    return count[a] + b + s; // your code here
}

double perplexity(const int *count, const char *name, double s)
{
    return count[0] + name[0] + s; // your code here
}
