/*: # Solution 3.1: confusion matrix, precision, recall {#sol-3-1}

Counting needs one line. The line before it, which empties the matrix, is the
one that is forgotten. */
void confusion_matrix(int n, const int *is, const int *said, int classes,
                      int *count)
{
    for (int i = 0; i < classes * classes; i++)
        count[i] = 0;
    for (int k = 0; k < n; k++)
        count[is[k] * classes + said[k]]++;
}

/*: Both shares are the same number, $C_{cc}$, divided by a different sum. Two
`int`s divide to an `int` in C, and 2/3 would be 0: one of them must be made a
double first.

When nothing was said to be $c$, the sum is 0, and so is $C_{cc}$. $0/0$ is not
a number, and one such value would spoil every mean that it goes into. 0 is a
convention, but a safe one: a class that is never said deserves no praise. */
static double share(int part, int whole)
{
    return whole == 0 ? 0 : (double)part / whole;
}

double precision(int classes, const int *count, int c)
{
    int said = 0;
    for (int r = 0; r < classes; r++)
        said += count[r * classes + c];
    return share(count[c * classes + c], said);
}

double recall(int classes, const int *count, int c)
{
    int are = 0;
    for (int r = 0; r < classes; r++)
        are += count[c * classes + r];
    return share(count[c * classes + c], are);
}

/*: Why two numbers? A model that calls *every* flower a setosa has a recall of
1 for setosa: it has missed none. Its precision of 1/3 gives it away. A model
that says setosa only once, when it is very sure, has a precision of 1 and
hardly any recall. Where a mistake of one kind costs more than one of the other
(a missed illness, a letter thrown away as spam) one looks at the one that
costs. */
