/*: # Solution 6.3: nearly right {#sol-6-3}

The rank is a count, and counting needs no sorted list. A NaN is neither larger
than a number nor equal to one, so a class with such a score never counts. Only
the case that the right score is a NaN has to be asked for. */
#include <math.h>

int rank_of(int classes, const double *score, int target)
{
    int before = 0;
    if (isnan(score[target]))
        return classes - 1;
    for (int c = 0; c < classes; c++) {
        int tie = score[c] == score[target] && c < target;
        before += score[c] > score[target] || tie;
    }
    return before;
}

/*: A row is a hit if fewer than $k$ classes come before the right one. */
double top_k(int rows, int classes, const double *score, const int *target,
             int k)
{
    int hits = 0;
    for (int r = 0; r < rows; r++)
        hits += rank_of(classes, score + r * classes, target[r]) < k;
    return rows == 0 ? 0 : (double)hits / rows;
}

/*: Why not simply count the larger scores? A broken network whose scores are
all equal, or all NaN, would have the rank 0 everywhere, and so an accuracy of
1. A measure that praises what is broken hides it just when one needs it. */
