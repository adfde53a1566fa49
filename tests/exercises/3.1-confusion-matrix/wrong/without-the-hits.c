// MISTAKE: The hits themselves are missing below the line: the sum is over the whole column, or row.
void confusion_matrix(int n, const int *is, const int *said, int classes,
                      int *count)
{
    for (int i = 0; i < classes * classes; i++)
        count[i] = 0;
    for (int k = 0; k < n; k++)
        count[is[k] * classes + said[k]]++;
}

static double share(int part, int whole)
{
    return whole == 0 ? 0 : (double)part / whole;
}

double precision(int classes, const int *count, int c)
{
    int said = 0;
    for (int r = 0; r < classes; r++)
        said += r == c ? 0 : count[r * classes + c];
    return share(count[c * classes + c], said);
}

double recall(int classes, const int *count, int c)
{
    int are = 0;
    for (int r = 0; r < classes; r++)
        are += r == c ? 0 : count[c * classes + r];
    return share(count[c * classes + c], are);
}
