// MISTAKE: max(x, s x) is leaky ReLU only for an s between 0 and 1: ask whether x > 0 instead.
void leaky_relu_forward(int n, const float *x, float s, float *y)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] > s * x[i] ? x[i] : s * x[i];
}

void leaky_relu_backward(int n, const float *x, float s, const float *y_grad,
                         float *x_grad)
{
    for (int i = 0; i < n; i++)
        x_grad[i] += y_grad[i] * (x[i] > s * x[i] ? 1 : s);
}
