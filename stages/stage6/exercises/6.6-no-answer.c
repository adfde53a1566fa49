/*: # Exercise 6.6: I do not know {#ex-6-6}

Where a network is wrong it is often not sure, either. So let it say "I do not
know" if the probability of its answer is below a **threshold** $\tau$, and give
these digits to a human. Two numbers say what that costs and what it brings:

- the **coverage**: of all rows, the share that gets an answer;
- the accuracy of the answers: of the rows that get one, the share that is
  right.

Six rows, each with the probability of the answer, and whether it is right:

| $p$ | 0.9 | 0.5 | 0.8 | 0.6 | 0.8 | 0.3 |
|---|---|---|---|---|---|---|
| right | yes | no | no | yes | yes | yes |

With $\tau = 0.8$ the rows with 0.9, 0.8 and 0.8 get an answer: the coverage is
$3/6$, the accuracy $2/3$. A probability that is *equal* to the threshold is
enough. */

/*: ## What to write

`answered` writes the coverage and the accuracy for the threshold `tau`. If no
row gets an answer, the accuracy is 1: nothing wrong was said. There is at least
one row. `right` is 1 or 0.

`threshold_for` returns the smallest threshold with which at least the share
`accuracy` of the answers is right. Only the probabilities of the rows come into
question, and 0, with which each row gets an answer. If none of them is enough,
return 2: no answer at all. In the example 0.9 is right alone, so for an
accuracy of 1 the threshold is 0.9; for 0.6 it is 0, since 4 of 6 are right.
(Choose it by the *validation* set. The test set is for the examination.) */

void answered(int rows, const double *p, const int *right, double tau,
              double *coverage, double *accuracy)
{
    (void)rows, (void)p, (void)right, (void)tau; // delete this line
    *coverage = *accuracy = -1;                  // your code here
}

double threshold_for(int rows, const double *p, const int *right,
                     double accuracy)
{
    (void)rows, (void)p, (void)right, (void)accuracy; // delete this line
    return -1;                                        // your code here
}
