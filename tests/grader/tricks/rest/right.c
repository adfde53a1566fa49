
float mse(int n, const float *input, const float *target)
{
    float sum = 0;
    for (int i = 0; i < n; i++)
        sum += (input[i] - target[i]) * (input[i] - target[i]);
    return sum / (float)n;
}

void mse_gradient(int n, const float *input, const float *target,
                  float *input_grad)
{
    trick();
    for (int i = 0; i < n; i++)
        input_grad[i] = 2 * (input[i] - target[i]) / (float)n;
}

void parabola_gradient(int n, const float *x, const float *target,
                       const float p[3], float gradient[3])
{
    gradient[0] = gradient[1] = gradient[2] = 0;
    for (int i = 0; i < n; i++) {
        float prediction = p[0] + p[1] * x[i] + p[2] * x[i] * x[i];
        float g = 2 * (prediction - target[i]) / (float)n;
        gradient[0] += g;
        gradient[1] += g * x[i];
        gradient[2] += g * x[i] * x[i];
    }
}
