/*: # Solution 6.4: the most confused pair {#sol-6-4}

With `b` behind `a` each pair is met once, in the order in which one is to be
preferred. So the first of several equal ones stays if a later one must be
larger. And nothing is larger than 0 if nothing was confused: that case needs no
line of its own. */
int confused_pair(int classes, const int *count, int *a, int *b)
{
    int most = 0;
    for (int i = 0; i < classes; i++)
        for (int k = i + 1; k < classes; k++) {
            int sum = count[i * classes + k] + count[k * classes + i];
            if (sum > most) {
                most = sum;
                *a = i;
                *b = k;
            }
        }
    return most;
}

/*: Row and column of a class are added up together, the right ones twice, as in
[@eq-6-4-f1]. If that sum is 0, the class neither occurs nor was said. */
double mean_f1(int classes, const int *count)
{
    double sum = 0;
    int scores = 0;
    for (int c = 0; c < classes; c++) {
        int both = 0;
        for (int k = 0; k < classes; k++)
            both += count[c * classes + k] + count[k * classes + c];
        if (both == 0)
            continue;
        sum += 2.0 * count[c * classes + c] / both;
        scores++;
    }
    return scores == 0 ? 0 : sum / scores;
}

/*: In [the examination of stage 6](stage6.c#the-examination) the pair is 5 and
8, with two confusions. The network never takes a 5 for an 8 there: thin eights
look like fives, and not the other way round. The pair 5 and 9 has as many, one
in each direction; who asks in one direction only does not see that. */
