/*: # A model file, byte by byte

A file is a row of bytes. Here we open the smaller of the two with `od`, which
prints sixteen bytes a line: the place, the bytes in hexadecimal, and what they
are as letters.

```sh
od -A x -t x1z -N 256 build/stage4/iris_classifier_state.pt
```

It begins like this:

```{.output of="stage4-bytes" lines="1-4"}
```

A model file is a zip file, and a zip file is a row of **records**: each is a
small file with a name. Before its bytes stands a *header*, which says what
comes. */

/*: `50 4b 03 04`, the letters PK, say "here begins a record". Numbers stand
with their lowest byte first, so `1e 00` is 30.

| place  | bytes         | what it says                                       |
|--------|---------------|----------------------------------------------------|
| `0x04` | `00 00`       | any version of zip can read this                   |
| `0x06` | `08 08`       | checksum and sizes come later; names are in UTF-8  |
| `0x08` | `00 00`       | not compressed                                     |
| `0x0a` | 16 zeros      | no time, no date; checksum and sizes come later    |
| `0x1a` | `1e 00`       | the name has 30 letters                            |
| `0x1c` | `04 00`       | behind the name come 4 bytes of padding            |
| `0x1e` | `69 72 …`     | the name, `iris_classifier_state/data.pkl`         |
| `0x3c` | `46 42 00 00` | the padding: FB, and how many Z follow, here none  |

The padding moves the data to `0x40`, a multiple of 64. So a program can map the
file into memory and compute with the numbers right where they are. */

/*: ## The pickle

From `0x40` on stands a **pickle**, a program for [a machine with a
stack](pt_unpickler.c):

```{.output of="stage4-bytes" lines="5-16"}
```

| bytes | as text | what the machine does |
|-----|---|-----------|
| `80 02` | | this is version 2 of the language |
| `63 …` | `c` | push what is called `OrderedDict` in `collections` |
| `71 00` | `q` | remember what is on top under the number 0 |
| `29 52` | `)R` | push an empty tuple; call the class with it: a new dict |
| `71 01` | `q` | remember the dict as number 1 |
| `28` | `(` | remember this height of the stack |
| `58 0d 00 00 00 …` | `X` | push a text of 13 letters: `layer1.weight`, a key |
| `63 …` | `c` | push the function that puts tensors together |
| `28 28 … 51` | `((` … `tQ` | a storage: floats, record `0`, 64 numbers |
| `4b 00` | `K` | begin at its number 0 |
| `4b 10 4b 04 86` | `KK` | the pair (16, 4): the sizes |
| `4b 04 4b 01 86` | `KK` | the pair (4, 1): the strides |
| `89 68 00 29 52` | `h.)R` | false; call number 0 again: an empty dict |
| `74 71 0c 52` | `tq.R` | all that in a tuple; call the function |
*/

/*: The **strides** say how far it is to the next number: 4 places to the next
row, 1 to the next column. "False" means that the tensor wants no gradient; the
empty dict would hold functions to be called on the way back. Here one sees why
things are remembered under numbers: `OrderedDict` is spelled out once, and from
then on `68 00` is enough.

Then comes the key `layer1.bias`, and so on. Nowhere here is a single weight. */

/*: ## A pickle is a program

The instructions `c` and `R` together call any function by its name. That is how
Python writes down an object: as the program that makes it again. Anybody can
put any call in:

```python
class Evil:
    def __reduce__(self):
        return os.system, ('echo hello',)

torch.save({'0.weight': Evil()}, 'evil.pt')
```

Whoever *loads* this file runs the command, and it need not be `echo`. A model
from the internet is a program from the internet. So since version 2.6 PyTorch's
`torch.load` makes tensors, numbers, texts and dictionaries only, and what you
[allow by name](stage4.c#in-real-pytorch), unless you say `weights_only=False`.
A whole model is more than that, a state dict is not. (Take a new release: until
2.10 that reader [had a hole](bibliography.md#cve) itself.)

Our reader knows [a few names and calls none of them](pt_unpickler.c). A call
becomes a note, "here a Linear would be made", and from the notes *we* make the
layers. At a name that it does not know it stops:

```{.output of="stage4-evil"}
``` */

/*: ## The parameters

The weights have records of their own. The last one, `data/3`, is the bias of
the second layer: three floats of four bytes, which the same tool also shows as
numbers.

```{.output of="stage4-bias"}
```

At the end of the file, in ochre on the map, stands a directory of all records
with their places. A reader begins there. */

/*: ## One wrong byte

Disks fail, and downloads break off. So behind each record stands a **checksum**
of its bytes ([how it is made](bytes.c#the-checksum)), which a careful reader
computes again and compares. At `0x343`, which is place 835, stands `3e`, the
highest byte of the very first weight. We make it `be`, so that only the sign
changes:

```sh
cd build/stage4
cp iris_classifier_state.pt wrong.pt
printf '\276' | dd of=wrong.pt bs=1 seek=835 conv=notrunc
```

::: {.mistake}
PyTorch loads `wrong.pt` without a word, for it never looks at the checksum.
From then on a weight of `(0%.%d+)`{.value of="stage4-weight"} is negative, and
nobody knows. Our reader looks:

```{.output of="stage4-wrong"}
```
::: */

/*: ## The picture

For [@fig-stage4-map] each byte gets a colour. The rest of this chapter, which
you may skip, asks [the reader of model files](model_file.c#a-map-of-the-file)
what each byte is for, and writes rectangles for gnuplot. */
#include "stage4.h"

enum { ROW = 64 }; // bytes; records begin at multiples of it

/*: ## Rectangles

Neighbours of one kind in a row become one rectangle, and so do full rows of one
kind below each other: however large the model is, its map is small. */
static size_t rectangle_end(const unsigned char *part, size_t size, size_t from)
{
    size_t to = from + 1, next_row = from - from % ROW + ROW;
    while (to < size && part[to] == part[from])
        to++;
    if (to <= next_row)
        return to;
    return from % ROW == 0 ? to - to % ROW : next_row;
}

static void write_rectangles(FILE *out, const unsigned char *part, size_t size)
{
    fprintf(out, "# x0 x1 byte0 byte1 part\n");
    for (size_t from = 0, to; from < size; from = to) {
        to = rectangle_end(part, size, from);
        size_t row = from - from % ROW, last_row = (to - 1) - (to - 1) % ROW;
        fprintf(out, "%zu %zu %zu %zu %d\n", from - row, to - last_row, row,
                last_row + ROW, part[from]);
    }
}

/*: From one file to the other. */
void file_map_write(const char *map_path, const char *model_path)
{
    unsigned char *part = NULL;
    size_t size = 0;
    Error error;
    if (!model_file_parts(model_path, &part, &size, &error))
        cli_fail(&error);
    FILE *out = plot_open(map_path);
    write_rectangles(out, part, size);
    output_close(out, map_path);
    free(part);
}
