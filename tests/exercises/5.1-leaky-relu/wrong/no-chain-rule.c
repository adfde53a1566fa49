// MISTAKE: The slope alone is added to x_grad: where is y_grad, by which the chain rule multiplies it?
void leaky_relu_forward(int n, const float *x, float s, float *y)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] > 0 ? x[i] : s * x[i];
}

void leaky_relu_backward(int n, const float *x, float s, const float *y_grad,
                         float *x_grad)
{
    for (int i = 0; i < n; i++) {
        (void)y_grad;
        x_grad[i] += x[i] > 0 ? 1 : s;
    }
}
