/*: # Exercise 7.6: nobody looks ahead {#ex-7-6}

The scores of a head, $(n, n)$, become shares: row $i$ says how much of its
attention letter $i$ gives to each letter. It may look at those before it and at
itself, $j \le i$. A later one gets **exactly 0**, and the others are the
softmax of their scores *among themselves*, so that each row adds up to 1:

$$ a_{ij} = \frac{e^{s_{ij}}}{\sum_{k \le i} e^{s_{ik}}}, \quad j \le i. $$

- `causal_softmax` fills `share`. Scores lie between $-4000$ and 4000, and $e^s$
  may not fit into a `double`; the softmax is the same if a number is subtracted
  from all scores of the row. A score of a later letter may be anything,
  infinite and NaN too: it has no part in anything.
- `causal_softmax_backward` gets the shares and $\bar a$ and **adds** to
  `score_grad`, for $j \le i$. The sum is one number for the whole row:

  $$ \bar s_{ij} = a_{ij} \left( \bar a_{ij} - \sum_{k \le i} \bar a_{ik}
     a_{ik} \right). $$

  For later letters $\bar a$ may be anything as well, NaN too: it is not read,
  and nothing is added there.

The scores 0, 9, 9 / 2, 2, 9 / 0, 2, 1 have the shares 1, 0, 0 / 0.5, 0.5, 0 /
0.0900, 0.6652, 0.2447. With $\bar a = 0, 1, 0$ in the last row it gets $\bar s
= -0.0599, 0.2227, -0.1628$. */
#include <math.h>

void causal_softmax(int n, const float *score, float *share)
{
    for (int i = 0; i < n * n; i++)
        share[i] = score[0]; // your code here
}

void causal_softmax_backward(int n, const float *share, const float *share_grad,
                             float *score_grad)
{
    for (int i = 0; i < n * n; i++)
        score_grad[i] = share[0] + share_grad[0]; // your code here
}
