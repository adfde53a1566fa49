// MISTAKE: The two branches are exchanged: a positive x stays as it is, a negative one is multiplied by s.
void leaky_relu_forward(int n, const float *x, float s, float *y)
{
    for (int i = 0; i < n; i++)
        y[i] = x[i] > 0 ? s * x[i] : x[i];
}

void leaky_relu_backward(int n, const float *x, float s, const float *y_grad,
                         float *x_grad)
{
    for (int i = 0; i < n; i++)
        x_grad[i] += y_grad[i] * (x[i] > 0 ? s : 1);
}
