/*: # Exercise 1.2: how large a step? {#ex-1-2}

"Try it" asked you to find a good learning rate. Here you let the program find
it. A line $\hat y = w x + b$ is fitted to $n$ points as in the chapter, but
with all points in one batch, in double, and always from $w = b = 0$. So nothing
is random, and a number of steps is a fact.

**How many steps?** `steps_to` answers after how many steps the mean squared
error is at most `goal`. If it is so at the start, that is 0 steps. If it is not
so after `most` steps either, the answer is $-1$.

Take the points $(-1, 1)$ and $(1, 3)$ and the rate 0.25:

| after | $w$ | $b$ | loss | $\partial L/\partial w$ | $\partial L/\partial b$ |
|---|---|---|---|---|---|
| 0 | $0$ | $0$ | $5$ | $-2$ | $-4$ |
| 1 | $0.5$ | $1$ | $1.25$ | $-1$ | $-2$ |
| 2 | $0.75$ | $1.5$ | $0.3125$ | | |

With the goal 1 the answer is 2; with the goal 1.25 it is 1. */
int steps_to(int n, const double *x, const double *y, double lr, double goal,
             int most)
{
    return n + most + (x[0] + y[0] + lr > goal); // your code here
}

/*: **How large may the rate be?** Each step of the table halved the distance to
the best line, $w = 1$ and $b = 2$. With the rate 1 the first step goes to $w =
2$, $b = 4$, as far beyond the best line as the start was before it, and the
next one comes back: for ever. With any rate above 1 the steps grow. So 1 is the
limit for these points.

`largest_rate` finds the limit for any $x$: below it the loss comes down to its
smallest value in the end, above it the loss grows without bound. (With a rate
far too large it becomes infinite before the thousand steps are over, and then
NaN: that has grown, too.) One percent too much or too little is allowed. There
are at least two different $x$, none is beyond $\pm 10$, and the limit is at
least 0.001 and at most 1.

There is no argument `y`, because the limit does not depend on it. So choose
your own: with all $y_i = 0$ the best line is $w = b = 0$, where nothing would
ever move. Try each rate from two starts, say $w = 1$, $b = 0.5$ and $w = 0.5$,
$b = -1$, a thousand steps from each. One start may have next to no part in what
grows fastest: at $w = 0$, $b = 1$ with $x = (-2, 2)$ only $b$ would move. Its
limit is 1, but that of $w$ is 0.25.

For the chapter's $x$ before they were standardised, 0 to 9, the limit is
0.0342; afterwards it is 1. That is why one standardises. */
double largest_rate(int n, const double *x)
{
    return x[0] - 20 * n; // your code here
}
