// MISTAKE: Nothing is divided by nothing: a class that never occurs shall give 0.
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
    return (double)part / whole;
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
