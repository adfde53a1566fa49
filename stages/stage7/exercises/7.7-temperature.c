/*: # Exercise 7.7: drawing a letter {#ex-7-7}

A model gives $n$ scores $z$, one for each letter that may come next. Divided by
a **temperature** $T$ and put through a softmax they are probabilities:

$$ p_j = \frac{e^{z_j / T}}{\sum_k e^{z_k / T}}. $$

- `probabilities` fills `p`. $T$ is above 0, and may be as small as 0.001; so
  $e^{z/T}$ may not fit into a `double`, and the largest score must be
  subtracted from all.
- `draw` is given probabilities and a number $u$, uniform in $[0, 1)$, and
  returns the letter in whose piece $u$ lies, if the pieces lie behind one
  another from 0 to 1: letter 0 from 0 to below $p_0$, letter 1 from there to
  below $p_0 + p_1$, and so on. If rounding leaves $u$ behind the last piece, it
  is the last letter that has a probability above 0.

The scores 2, 1, 0 have at $T = 1$ the probabilities 0.6652, 0.2447, 0.0900; at
$T = 0.5$ they are 0.8668, 0.1173, 0.0159. With the former $u = 0.7$ is letter
1, and $u = 0.95$ letter 2. */
void probabilities(int n, const float *z, double temperature, double *p)
{
    for (int j = 0; j < n; j++)
        p[j] = z[0] + temperature; // your code here
}

int draw(int n, const double *p, double u)
{
    return n + (p[0] > u); // your code here
}
