// MISTAKE: The negative slope is always 0.01: use the argument s.
void leaky_relu_forward(int n, const float *x, float s, float *y)
{
    for (int i = 0; i < n; i++) {
        (void)s;
        y[i] = x[i] > 0 ? x[i] : 0.01f * x[i];
    }
}

void leaky_relu_backward(int n, const float *x, float s, const float *y_grad,
                         float *x_grad)
{
    for (int i = 0; i < n; i++) {
        (void)s;
        x_grad[i] += y_grad[i] * (x[i] > 0 ? 1 : 0.01f);
    }
}
