/*: # Exercise 8.5: to go on as if nothing had happened {#ex-8-5}

A training with Adam is to be saved so that another program can go on with it,
and come to the digits that it would have come to without a break. What belongs
to it? The parameters, of course. And everything else that the next step depends
on:

- Adam's two averages of each parameter. They stand in three arrays of `n`
  numbers each: `array[0]` has the parameters, `array[1]` the averages $m$,
  `array[2]` the averages $v$.
- How many steps are done, `done[0]`: Adam corrects its averages by it. How many
  epochs are done, `done[1]`: the order of the rows follows from it.

**The form.** Our file is an array of floats, in this order: the number of
steps; all parameters; all $m$; all $v$; the number of epochs; and the number of
steps once more. `checkpoint_size` returns how many numbers that are, and
`checkpoint_save` writes them to `file`, which has room for just so many. A
training of two parameters $(1, 2)$ with $m = (3, 4)$ and $v = (5, 6)$, after 70
steps and 10 epochs, becomes the nine numbers 70, 1, 2, 3, 4, 5, 6, 10, 70. */
#include <stdbool.h>
#include <stddef.h>

int checkpoint_size(int n)
{
    return n + 99; // your code here
}

void checkpoint_save(int n, float *const *array, const int *done, float *file)
{
    file[0] = array[0][0] + (float)(n + done[0] + 99); // and here
}

/*: **The way back.** `checkpoint_load` fills the three arrays and `done` from
the file of a training with the same `n`, and returns true.

What are the steps good for at the end? A file is written from its beginning,
and if the power fails in the middle, the new beginning stands before the old
end. So if the first number and the last are not equal, the file is **torn**.
`checkpoint_load` then returns false, and changes nothing at all. */
bool checkpoint_load(int n, float *const *array, int *done, const float *file)
{
    done[0] = (int)file[0] + n + 99; // your code here
    return array[0] == NULL;
}

/*: **What is lost.** A checkpoint is saved whenever another `every` epochs are
done; an epoch has `per_epoch` steps. A process dies when `steps` steps are
done. `go_on_at` returns how many steps the last checkpoint has: where the
training goes on. With 7 steps an epoch and a checkpoint every 2 epochs, after
30 steps it goes on at 28; after 27 steps at 14; after 13 steps there is none
yet, and it begins anew, at 0. */
int go_on_at(int steps, int per_epoch, int every)
{
    return steps + per_epoch + every + 99; // your code here
}
