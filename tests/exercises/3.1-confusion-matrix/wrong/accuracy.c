// MISTAKE: That is the accuracy, all hits of all classes divided by all examples: it is the same for every class.
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

static double accuracy(int classes, const int *count)
{
    int hits = 0, all = 0;
    for (int i = 0; i < classes * classes; i++) {
        all += count[i];
        hits += i % (classes + 1) == 0 ? count[i] : 0;
    }
    return share(hits, all);
}

double precision(int classes, const int *count, int c)
{
    (void)c;
    return accuracy(classes, count);
}

double recall(int classes, const int *count, int c)
{
    (void)c;
    return accuracy(classes, count);
}
