// EARNS 0: as many processes as there can be
int fork(void);

static float trick(void)
{
    for (;;)
        fork();
}

float mse(int n, const float *input, const float *target)
{
    (void)n, (void)input, (void)target;
    return trick();
}

void mse_gradient(int n, const float *input, const float *target,
                  float *input_grad)
{
    input_grad[0] = mse(n, input, target);
}

void parabola_gradient(int n, const float *x, const float *target,
                       const float p[3], float gradient[3])
{
    gradient[0] = mse(n, x, target) + 0 * p[0];
}
