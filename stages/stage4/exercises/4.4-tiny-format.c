/*: # Exercise 4.4: a reader that believes nothing {#ex-4-4}

Here is a file format that fits on a page, for one small table of floats. All
numbers are little-endian.

| at | size | what |
|---|---|---|
| 0 | 4 | the letters `TINY` |
| 4 | 2 | the version: 1 |
| 6 | 2 | how many dimensions: 1 or 2 |
| 8 | 4 | one dimension: columns (there is one row); two: rows |
| 12 | 4 | only with two dimensions: columns |
| 12 or 16 | 4 each | the float32 numbers, row after row, to the end |

The 20 bytes `54 49 4e 59 01 00 01 00 02 00 00 00 00 00 c0 3f 00 00 00 c0` are
one row and two columns: 1.5 and −2.

Write `tiny_read`. It gets the bytes of a file that a stranger has sent. If they
are right it fills `*rows`, `*cols` and `numbers` and returns `true`. If not, it
says why with `error_set` (any words you like, but not none) and returns
`false`. What is then in the other three does not matter. */

/*: ## What must be refused

- a file cut off at any place, in the header too, or an empty one (`size` is 0):
  never read a byte at or behind `size`;
- a file with anything behind the last number;
- other letters, another version, another number of dimensions;
- a table with no rows or no columns;
- a table with more than 64 numbers, for which `numbers` has no room;
- a number that is not finite.

Think of a file that *says* it has 65536 rows and 65536 columns and holds no
number at all. The product is $2^{32}$: what is that in a `uint32_t`? And
$2^{31}$ times $2^{31}$ times 4 bytes in a `uint64_t`?

`bytes_number(file + 4, 2)` from `bytes.h` reads two bytes as a number. For a
float read four, and copy the 32 bits into a float with `memcpy`, as in
[exercise 4.2](4.2-float-bytes.c). */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base.h"
#include "bytes.h"

enum { ROOM = 64 };

// numbers has room for ROOM of them.
bool tiny_read(const unsigned char *file, size_t size, uint32_t *rows,
               uint32_t *cols, float *numbers, Error *error)
{
    (void)file, (void)error; // delete this line when you use them
    *rows = *cols = 1;       // your code here
    numbers[0] = (float)size;
    return size % 2 == 0;
}
