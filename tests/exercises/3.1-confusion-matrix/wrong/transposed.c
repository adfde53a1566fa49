// MISTAKE: The matrix is transposed: the row is what the example is, the column what was said.
void confusion_matrix(int n, const int *is, const int *said, int classes,
                      int *count)
{
    for (int i = 0; i < classes * classes; i++)
        count[i] = 0;
    for (int k = 0; k < n; k++)
        count[said[k] * classes + is[k]]++;
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
    return share(count[c * classes + c], said);
}

double recall(int classes, const int *count, int c)
{
    int are = 0;
    for (int r = 0; r < classes; r++)
        are += count[c * classes + r];
    return share(count[c * classes + c], are);
}
