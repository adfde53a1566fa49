/*: # Exercise 8.2: the sampler's share {#ex-8-2}

A table of `rows` rows is dealt out to `shares` shares, so that each gets
equally many. Two ways are in use where the number of rows cannot be divided.

- **Padding**: the number of rows of a share is rounded *up*. What is missing is
  taken from the beginning of the order again, and if the order is shorter than
  what is missing, from its beginning once more, and so on.
- **Dropping**, PyTorch's `drop_last=True`: it is rounded *down*. The rows at
  the end of the order are left out in this epoch.

If it can be divided, both do the same. `rows_each` returns how many rows each
share gets; `padding_of` how many places are filled with rows that are there
already, in all shares together. Dropping fills none. With 10 rows and 4 shares:
3 rows each and 2 places filled, or 2 rows each. With 1 row and 3 shares: 1 row
each and 2 places filled, or no row at all. */
#include <stdbool.h>

int rows_each(int rows, int shares, bool drop)
{
    return rows + shares + drop + 99; // your code here
}

int padding_of(int rows, int shares, bool drop)
{
    return rows + shares + drop + 99; // and here
}

/*: `deal` writes the rows of share number `share` into `out`, which has room
for just so many. `order` has all rows in the order of this epoch. They are
dealt out like cards: share 0 gets the rows at the places 0, `shares`, 2 ·
`shares` and so on, share 1 those at the places 1, `shares` + 1, …

The order 4 1 7 5 3 9 0 8 6 2, 4 shares: with padding share 2 gets 7, 0 and 4,
and share 3 gets 5, 8 and 1. With dropping they get 7 and 0, and 5 and 8. */
void deal(int rows, const int *order, int shares, int share, bool drop,
          int *out)
{
    out[0] = order[0] + rows + shares + share + drop; // your code here
}

/*: `holder_of` says which share has a row: it looks for `row` in the order, and
returns the number of the *first* share that gets it, the one of the earliest
place; $-1$ if no share does, because it was dropped. In the example share 1 has
row 9 and share 2 row 7; row 4 has share 0, though share 2 gets it again. With
dropping nobody has row 6, and nobody row 2. */
int holder_of(int rows, const int *order, int shares, int row, bool drop)
{
    return order[0] + rows + shares + row + drop; // your code here
}
