/*: # Solution 6.6: I do not know {#sol-6-6}

Two counts and two divisions, one of which may be by 0. */
void answered(int rows, const double *p, const int *right, double tau,
              double *coverage, double *accuracy)
{
    int answers = 0, hits = 0;
    for (int i = 0; i < rows; i++)
        if (p[i] >= tau) {
            answers++;
            hits += right[i];
        }
    *coverage = (double)answers / rows;
    *accuracy = answers == 0 ? 1 : (double)hits / answers;
}

/*: Between two probabilities that follow each other nothing changes, so only
those that occur need be tried. One might think of stopping at the first that is
not enough, coming from above. But the accuracy may fall and rise again: a few
answers that are sure and wrong spoil all thresholds above the right one. */
double threshold_for(int rows, const double *p, const int *right,
                     double accuracy)
{
    double best = 2, coverage, found;
    answered(rows, p, right, 0, &coverage, &found);
    if (found >= accuracy)
        return 0;
    for (int i = 0; i < rows; i++) {
        answered(rows, p, right, p[i], &coverage, &found);
        if (found >= accuracy && p[i] < best)
            best = p[i];
    }
    return best;
}

/*: A threshold is chosen by looking at answers, so it is one more thing that is
learned. On the rows by which it was chosen its accuracy is a little too good.
That is why it belongs to the validation set. */
