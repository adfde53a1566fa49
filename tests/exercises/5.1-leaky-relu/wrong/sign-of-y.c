// MISTAKE: The gradient looks at the sign of y instead of x: with a negative s they differ.
void leaky_relu_forward(int n, const float *x, float s, float *y)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] > 0 ? x[i] : s * x[i];
}

void leaky_relu_backward(int n, const float *x, float s, const float *y_grad,
                         float *x_grad)
{
    for (int i = 0; i < n; i++) {
        float y = x[i] > 0 ? x[i] : s * x[i];
        x_grad[i] += y_grad[i] * (y > 0 ? 1 : s);
    }
}
