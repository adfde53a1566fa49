/*: # Solution 6.1: from a bitmap to counts {#sol-6-1}

One pass over all points. Row and column of a point, divided by the size of a
block, are row and column of the block; C rounds down here, as one wants. */
void count_blocks(int side, const unsigned char *bitmap, int block, int *count)
{
    int blocks = side / block;
    for (int i = 0; i < blocks * blocks; i++)
        count[i] = 0;
    for (int r = 0; r < side; r++)
        for (int c = 0; c < side; c++)
            if (bitmap[r * side + c] != 0)
                count[r / block * blocks + c / block]++;
}

/*: The rectangle starts inside out: its first column is right of all points and
its last one left of them. Each black point widens it, and if it is still inside
out at the end there was none. */
int ink_box(int side, const unsigned char *bitmap, int box[4])
{
    int left = side, top = side, right = -1, bottom = -1;
    for (int r = 0; r < side; r++)
        for (int c = 0; c < side; c++)
            if (bitmap[r * side + c] != 0) {
                left = c < left ? c : left;
                top = r < top ? r : top;
                right = c > right ? c : right;
                bottom = r > bottom ? r : bottom;
            }
    if (right < 0)
        return 0;
    box[0] = left;
    box[1] = top;
    box[2] = right;
    box[3] = bottom;
    return 1;
}

/*: Counting in blocks throws away where in its block a point was. That is not
only a loss: a digit that is written half a block further to the left gives
nearly the same counts, so the network need not learn that both are the same. */
