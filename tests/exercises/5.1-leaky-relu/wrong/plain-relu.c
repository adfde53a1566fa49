// MISTAKE: Nothing comes through below zero, neither forward nor back: that is plain ReLU.
void leaky_relu_forward(int n, const float *x, float s, float *y)
{
    for (int i = 0; i < n; i++) {
        (void)s;
        y[i] = x[i] > 0 ? x[i] : 0;
    }
}

void leaky_relu_backward(int n, const float *x, float s, const float *y_grad,
                         float *x_grad)
{
    for (int i = 0; i < n; i++) {
        (void)s;
        x_grad[i] += y_grad[i] * (x[i] > 0 ? 1 : 0);
    }
}
