/*: # Solution 7.3: an embedding, there and back {#sol-7-3}

Forward it only copies; so the slopes are ones. On the way back the `+=` does
two things at once. It keeps what stood in the gradient before, and it adds up
what comes from a letter that stands in the text twice: the loop just comes to
its row a second time.

One can also see it as a product: let $X$ have a 1 in row $i$ at column $t_i$
and 0 everywhere else. Then $y = X w$, and by the rule for products $\bar w =
X^T \bar y$. That is right, and for an alphabet of 50,000 words a waste. */
void embedding_forward(int rows, int dim, const float *weight, int n,
                       const int *index, float *y)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < dim; j++) {
            int t = index[i];
            y[i * dim + j] = t >= 0 && t < rows ? weight[t * dim + j] : 0;
        }
}

void embedding_backward(int rows, int dim, int n, const int *index,
                        const float *y_grad, float *weight_grad)
{
    for (int i = 0; i < n; i++)
        for (int j = 0; j < dim; j++) {
            int t = index[i];
            if (t >= 0 && t < rows)
                weight_grad[t * dim + j] += y_grad[i * dim + j];
        }
}
