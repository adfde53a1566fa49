/*: # Solution 7.6: nobody looks ahead {#sol-7-6}

Row $i$ is a softmax of $i + 1$ numbers, and behind them stand zeros. With a
mask of $-\infty$ that is added before an ordinary softmax the same comes out,
because $e^{-\infty} = 0$; but $-\infty$ plus $\infty$ is no number.

Who puts the zeros in *after* the softmax has a row that does not add up to 1:
the later letters have taken their share before. And the model can learn from
that what comes next. */
#include <math.h>

void causal_softmax(int n, const float *score, float *share)
{
    for (int i = 0; i < n; i++, score += n, share += n) {
        double most = score[0], sum = 0;
        for (int j = 1; j <= i; j++)
            most = score[j] > most ? score[j] : most;
        for (int j = 0; j <= i; j++)
            sum += exp(score[j] - most);
        for (int j = 0; j < n; j++)
            share[j] = j > i ? 0 : (float)(exp(score[j] - most) / sum);
    }
}

/*: [The softmax](ops_reduce.c#softmax) derives the formula. A later letter has
the share 0 and would get 0 by itself; but 0 times NaN is NaN, so it is not even
looked at. */
void causal_softmax_backward(int n, const float *share, const float *share_grad,
                             float *score_grad)
{
    for (int i = 0; i < n; i++) {
        double dot = 0;
        for (int j = 0; j <= i; j++)
            dot += (double)share_grad[i * n + j] * share[i * n + j];
        for (int j = 0; j <= i; j++)
            score_grad[i * n + j] +=
                (float)(share[i * n + j] * (share_grad[i * n + j] - dot));
    }
}
