/*: # Solution 8.5: to go on as if nothing had happened {#sol-8-5}

Without `m` and `v` the training goes on, too. Adam begins again with averages
of 0, and its first steps are as long as the rate, in a place where it had
become careful: the loss jumps, and after some epochs it is as before. Without
the number of steps it is worse, since then the averages are corrected as in the
first step: `m` is made ten times, `v` a thousand times as large. Nobody gets an
error. */
#include <stdbool.h>
#include <string.h>

int checkpoint_size(int n)
{
    return 3 * n + 3;
}

void checkpoint_save(int n, float *const *array, const int *done, float *file)
{
    size_t bytes = (size_t)n * sizeof *file;
    file[0] = (float)done[0];
    memcpy(file + 1, array[0], bytes);
    memcpy(file + 1 + n, array[1], bytes);
    memcpy(file + 1 + 2 * n, array[2], bytes);
    file[1 + 3 * n] = (float)done[1];
    file[2 + 3 * n] = (float)done[0];
}

/*: First look, then change. Whoever loads the parameters and finds the end
wrong has destroyed what was there.

Two equal numbers are a weak seal: between two checkpoints of the same step
nothing would be noticed, and a byte in the middle may be wrong. A real file has
[a checksum](bytes.c#the-checksum), and better still, it is [never
half](file.c). */
bool checkpoint_load(int n, float *const *array, int *done, const float *file)
{
    size_t bytes = (size_t)n * sizeof *file;
    if (file[0] != file[2 + 3 * n])
        return false;
    done[0] = (int)file[0];
    memcpy(array[0], file + 1, bytes);
    memcpy(array[1], file + 1 + n, bytes);
    memcpy(array[2], file + 1 + 2 * n, bytes);
    done[1] = (int)file[1 + 3 * n];
    return true;
}

/*: Division of whole numbers drops what is not complete, and the product is the
last complete one. On the average half of what lies between two checkpoints is
lost. So one saves as often as it does not hurt. */
int go_on_at(int steps, int per_epoch, int every)
{
    int between = per_epoch * every;
    return steps / between * between;
}
