/*: # Exercise 6.1: from a bitmap to counts {#ex-6-1}

A bitmap of $n \times n$ points is black or white. The digits of the table were
made from it by counting: the bitmap is cut into blocks, and each block becomes
the number of its black points. With 4 × 4 points in a block and a bitmap of 32
× 32 that makes 8 × 8 numbers from 0 to 16.

A bitmap of 4 × 4 points with blocks of 2 × 2:

$$ \begin{pmatrix} 0&1&1&0 \\ 0&1&1&0 \\ 0&0&1&0 \\ 0&0&1&0 \end{pmatrix}
   \quad\to\quad \begin{pmatrix} 2&2 \\ 0&2 \end{pmatrix} $$

Before that one wants to know where the ink is, so that the digit can be moved
to the middle. The smallest rectangle that holds all black points has columns 1
to 2 here, and rows 0 to 3. */

/*: ## What to write

`count_blocks` fills `count`, which has room for one number for each block, row
after row. `bitmap` has `side` times `side` points, row after row too: 0 is
white, and *any* other number is black. `block` says how many points a block has
in each direction; it divides `side`.

`ink_box` writes the rectangle to `box`: its first column, first row, last
column and last row, in this order, all counted from 0. It returns 1. If there
is no black point it returns 0 and leaves `box` as it was. */

void count_blocks(int side, const unsigned char *bitmap, int block, int *count)
{
    (void)bitmap; // delete this line when you use it
    for (int i = 0; i < side / block * (side / block); i++)
        count[i] = -1; // your code here
}

int ink_box(int side, const unsigned char *bitmap, int box[4])
{
    (void)side, (void)bitmap, (void)box; // delete this line
    return -1;                           // your code here
}
