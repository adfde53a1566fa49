/*: # Solution 8.2: the sampler's share {#sol-8-2}

Division of whole numbers rounds down. To round up, one adds what is just too
little for one more: `shares - 1`. */
#include <stdbool.h>

int rows_each(int rows, int shares, bool drop)
{
    return drop ? rows / shares : (rows + shares - 1) / shares;
}

/*: All places, less the rows that there are. With dropping there are fewer
places than rows, and none is filled. */
int padding_of(int rows, int shares, bool drop)
{
    return drop ? 0 : rows_each(rows, shares, false) * shares - rows;
}

/*: Place by place, as cards are dealt: one needs no list with the padding at
its end. The place behind the last row is the first again, however often one
comes around. Dropped places are never reached, because there are fewer rounds.

Why deal, and not cut the order into pieces? The order is random, so both are as
good. But by dealing the first batch of all shares together is made of the first
rows of the order, whatever the number of shares: with 8 shares of 2 rows it is
the same 16 rows as with 4 shares of 4. */
void deal(int rows, const int *order, int shares, int share, bool drop,
          int *out)
{
    for (int i = 0; i < rows_each(rows, shares, drop); i++)
        out[i] = order[(i * shares + share) % rows];
}

/*: The place says the share: the remainder by `shares`. A place beyond the last
whole round was dropped. */
int holder_of(int rows, const int *order, int shares, int row, bool drop)
{
    for (int place = 0; place < rows_each(rows, shares, drop) * shares; place++)
        if (order[place] == row)
            return place % shares;
    return -1;
}
