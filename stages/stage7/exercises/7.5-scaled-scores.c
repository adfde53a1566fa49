/*: # Exercise 7.5: how well does a key fit? {#ex-7-5}

Each of $n$ letters has a query and a key, a row of $d$ numbers each. The score
of letter $j$ for letter $i$ is the dot product of the query of $i$ and the key
of $j$, divided by the root of $d$:

$$ s_{ij} = \frac{1}{\sqrt d} \sum_{c=1}^{d} q_{ic} k_{jc}. $$

- `scores` fills `score`, $(n, n)$: a row for each letter that asks, a column
  for each that is asked.
- `scores_backward` gets $\bar s$ in `score_grad` and **adds** to `q_grad` and
  `k_grad`.

The example of [Attention with a pencil](attention.md) has $d = 4$. The query 0,
2, 1, 0 has the score 2 for the key 0, 2, 0, 0: the product is 4, and the root
of 4 is 2. With $\bar s = 1$ for this pair alone the query gets 0, 1, 0, 0 and
the key 0, 1, 0.5, 0. */
#include <math.h>

void scores(int n, int d, const float *q, const float *k, float *score)
{
    for (int i = 0; i < n * n; i++)
        score[i] = q[0] + k[0] + d; // your code here
}

void scores_backward(int n, int d, const float *q, const float *k,
                     const float *score_grad, float *q_grad, float *k_grad)
{
    for (int i = 0; i < n * d; i++)
        q_grad[i] = k_grad[i] = q[0] + k[0] + score_grad[0]; // your code here
}
