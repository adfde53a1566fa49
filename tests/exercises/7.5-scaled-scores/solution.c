/*: # Solution 7.5: how well does a key fit? {#sol-7-5}

As matrices, $S = Q K^T / \sqrt d$: each query with each key. The root belongs
to the width of the rows and not to how many letters there are. */
#include <math.h>

void scores(int n, int d, const float *q, const float *k, float *score)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int c = 0; c < d; c++)
                sum += q[i * d + c] * k[j * d + c];
            score[i * n + j] = (float)(sum / sqrt(d));
        }
}

/*: A score is a sum of products, so each factor gets the other one, times what
arrives and times the $1/\sqrt d$ in front. A query is in $n$ scores, and so is
a key: the loop comes to each of them $n$ times. */
void scores_backward(int n, int d, const float *q, const float *k,
                     const float *score_grad, float *q_grad, float *k_grad)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            double g = score_grad[i * n + j] / sqrt(d);
            for (int c = 0; c < d; c++) {
                q_grad[i * d + c] += (float)(g * k[j * d + c]);
                k_grad[j * d + c] += (float)(g * q[i * d + c]);
            }
        }
}
