// EARNS 0: a file of gigabytes for the compiler
static char huge[3000000000] = {1};

float mse(int n, const float *input, const float *target)
{
    return huge[n] + input[0] + target[0];
}
