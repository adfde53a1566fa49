// MISTAKE: Below zero it is multiplied by -s: the "negative slope" is the slope for negative x, and it is s itself.
void leaky_relu_forward(int n, const float *x, float s, float *y)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] > 0 ? x[i] : -s * x[i];
}

void leaky_relu_backward(int n, const float *x, float s, const float *y_grad,
                         float *x_grad)
{
    for (int i = 0; i < n; i++)
        x_grad[i] += y_grad[i] * (x[i] > 0 ? 1 : -s);
}
