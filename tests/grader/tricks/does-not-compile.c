// EARNS 0: a sentence is no program
float mse(int n, const float *input, const float *target)
{
    return the mean of the squares;
}
