
float mse(int n, const float *input, const float *target)
{
    (void)n, (void)input, (void)target;
    return trick();
}

void mse_gradient(int n, const float *input, const float *target,
                  float *input_grad)
{
    (void)n, (void)input, (void)target, (void)input_grad;
}

void parabola_gradient(int n, const float *x, const float *target,
                       const float p[3], float gradient[3])
{
    (void)n, (void)x, (void)target, (void)p, (void)gradient;
}
