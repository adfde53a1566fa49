/*: # Exercise 4.5: a parameter out of a real model file {#ex-4-5}

You have written bytes, floats and a strict reader. Now read a weight out of a
real `.pt` file, by hand. The file is in memory. It is a zip file, nothing in it
is compressed, and one reads it from its end. All numbers are little-endian.

The **end record** is the last 22 bytes of the file:

| at | size | what |
|---|---|---|
| 0 | 4 | `50 4b 05 06` |
| 10 | 2 | how many records there are |
| 16 | 4 | where in the file the directory begins |
*/

/*: The **directory** has an entry for each record. The next entry begins behind
the name, the extra field and the comment of this one:

| at | size | what |
|---|---|---|
| 0 | 4 | `50 4b 01 02` |
| 10 | 2 | 0: not compressed |
| 24 | 4 | the size of the record |
| 28, 30, 32 | 2 each | lengths of name, extra field, comment |
| 42 | 4 | where in the file its local header begins |
| 46 | | the name, without a 0 at its end |
*/

/*: The **local header** stands before the data:

| at | size | what |
|---|---|---|
| 0 | 4 | `50 4b 03 04` |
| 14 | 12 | checksum and sizes: often 0, look into the directory |
| 26, 28 | 2 each | lengths of name and extra field, which may be others here |
| 30 | | the name, then the extra field, then the data |
*/

/*: ## What to write

`find_record` returns where the data of a record begin, and sets `*length` to
their size. A file's names all begin with a folder, whichever: for `data/0` look
for `iris/data/0` or `archive/data/0`, that is, compare what stands behind the
first slash. A name without a slash is not the one, and no two are the same.

An example. The entry of `iris/data/0` says: size 12, local header at 640. The
local header's lengths are 11 and 23. The data begin at $640 + 30 + 11 + 23 =
704$.

Return `NULL` and say why with `error_set` if there is no such record, if it is
compressed (the other records may be), if a four-byte mark on the way to it is
not there, or if the end record, its entry or one before it, the local header or
the data do not lie wholly inside the file. An entry is all of it, to the end of
its comment, a local header to the end of its extra field. What comes behind the
entry of the record need not be looked at. Never read a byte outside the file.

`parameter_new` finds the record and makes a new tensor of the given shape from
its little-endian float32 numbers. The record must have exactly the size that
the shape needs; else return `NULL` with a reason. */
#include <string.h>

#include "base.h"
#include "bytes.h"
#include "tensor.h"

const unsigned char *find_record(const unsigned char *file, size_t size,
                                 const char *name, size_t *length, Error *error)
{
    (void)error; // delete this line when you use it
    *length = strlen(name);
    return file + size; // your code here
}

Tensor *parameter_new(const unsigned char *file, size_t size, const char *name,
                      Shape shape, Error *error)
{
    size_t length;
    find_record(file, size, name, &length, error);
    return tensor_new_ones(shape_1d(shape.ndim + 7)); // your code here
}
