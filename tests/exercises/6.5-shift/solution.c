/*: # Solution 6.5: digits that have been moved {#sol-6-5}

Each pixel of the new picture asks where it comes from. So each is written just
once, and nothing need be set to 0 before. */
void shift(int side, const float *from, int dx, int dy, float *to)
{
    for (int r = 0; r < side; r++)
        for (int c = 0; c < side; c++) {
            int x = c - dx, y = r - dy;
            int inside = x >= 0 && y >= 0 && x < side && y < side;
            to[r * side + c] = inside ? from[y * side + x] : 0;
        }
}

/*: What leaves the picture is one row or one column: all pixels whose new place
is outside. */
static int loses_ink(int side, const float *from, int dx, int dy)
{
    for (int r = 0; r < side; r++)
        for (int c = 0; c < side; c++) {
            int x = c + dx, y = r + dy;
            int outside = x < 0 || y < 0 || x >= side || y >= side;
            if (outside && from[r * side + c] != 0)
                return 1;
        }
    return 0;
}

/*: The picture itself is a move by nothing, which never loses ink. So it is one
of five moves, and needs no code of its own. */
int augment(int rows, int side, const float *x, const int *label, float *x_out,
            int *label_out)
{
    static const int dx[] = {0, -1, 1, 0, 0};
    static const int dy[] = {0, 0, 0, -1, 1};
    int n = 0, pixels = side * side;
    for (int r = 0; r < rows; r++)
        for (int m = 0; m < 5; m++)
            if (!loses_ink(side, x + r * pixels, dx[m], dy[m])) {
                shift(side, x + r * pixels, dx[m], dy[m], x_out + n * pixels);
                label_out[n] = label[r];
                n++;
            }
    return n;
}

/*: Not every change leaves the label alone. A 6 that is turned upside down is a
9, and a mirrored 2 is nothing at all. Which changes are harmless, no program
knows; one has to say it. And augment the *training* rows only, after the split:
a moved copy of a training digit in the validation set would be a leak. */
