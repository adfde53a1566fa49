/*: # Solution 7.7: drawing a letter {#sol-7-7}

Dividing by a small number makes the differences large, and the softmax sees
only differences: a low temperature makes sure, a high one undecided. Who
multiplies has it the wrong way round, and who takes the largest in place of
drawing has the same name every time. */
#include <math.h>

void probabilities(int n, const float *z, double temperature, double *p)
{
    double most = z[0], sum = 0;
    for (int j = 1; j < n; j++)
        most = z[j] > most ? z[j] : most;
    for (int j = 0; j < n; j++)
        sum += exp((z[j] - most) / temperature);
    for (int j = 0; j < n; j++)
        p[j] = exp((z[j] - most) / temperature) / sum;
}

/*: What is left of $u$ when the pieces before are taken away lies in this piece
if it is smaller. A piece of 0 holds nothing, also not $u = 0$. */
int draw(int n, const double *p, double u)
{
    int last = 0;
    for (int j = 0; j < n; j++) {
        if (u < p[j])
            return j;
        u -= p[j];
        if (p[j] > 0)
            last = j;
    }
    return last;
}
