// MISTAKE: The hits of class c are looked for in row 0: they stand on the diagonal, in row c and column c.
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
        said += count[r * classes + c];
    return share(count[c], said);
}

double recall(int classes, const int *count, int c)
{
    int are = 0;
    for (int r = 0; r < classes; r++)
        are += count[c * classes + r];
    return share(count[c], are);
}
