/*: # Exercise 6.5: digits that have been moved {#ex-6-5}

A digit that lies one pixel further to the left is the same digit. The network
does not know that; to it they are two rows of 64 numbers. So one shows it both:
**data augmentation** makes more training rows out of those that there are, by
changes that do not change the label.

Moving a picture by $(d_x, d_y)$ means that what was at $(x, y)$ is then at $(x
+ d_x, y + d_y)$: to the right if $d_x$ is above 0, and *down* if $d_y$ is. What
leaves the picture is gone, and what is left empty becomes 0. A picture of 3 ×
3 pixels, moved by $(1, -1)$:

$$ \begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \\ 7 & 8 & 9 \end{pmatrix}
\quad\to\quad \begin{pmatrix} 0 & 4 & 5 \\ 0 & 7 & 8 \\ 0 & 0 & 0 \end{pmatrix}
$$ */

/*: ## What to write

`shift` writes the moved picture to `to`. Both pictures have `side` times `side`
numbers, row after row; they do not overlap. `dx` and `dy` may be any numbers,
also so large that nothing is left. What stands in `to` before may be anything.

`augment` gets `rows` pictures, one after the other, and their labels. It writes
each of them, as it is, and behind it those of its four moves by one pixel that
lose no ink, in the order left, right, up, down. A move loses ink if a number
that is not 0 leaves the picture. `x_out` and `label_out` have room for five
times as many; it returns how many pictures it has written. (In this function
you may call `shift`.) */

void shift(int side, const float *from, int dx, int dy, float *to)
{
    (void)from, (void)dx, (void)dy; // delete this line
    for (int k = 0; k < side * side; k++)
        to[k] = -1; // your code here
}

int augment(int rows, int side, const float *x, const int *label, float *x_out,
            int *label_out)
{
    (void)rows, (void)side, (void)x, (void)label; // delete this line
    (void)x_out, (void)label_out;                 // and this one
    return -1;                                    // your code here
}
