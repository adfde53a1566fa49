/*: # Exercise 4.2: a float is four bytes {#ex-4-2}

In a model file a weight is four bytes. In memory it is four bytes too, but in
which order depends on the machine. A file needs *one* order: the lowest byte
first, **little-endian**.

A float32 has 32 bits: one for the sign, eight for the exponent, 23 for the
digits. Read together as one whole number, 1.5 is

$$ \underbrace{0}_{+}\ \underbrace{01111111}_{2^0}\
   \underbrace{10000000000000000000000}_{1.1 \text{ in binary}} $$

and `3fc00000` in hexadecimal. Its lowest byte is `00`, its highest `3f`, so in
the file stands `00 00 c0 3f`. And −2 is `c0000000`: in the file `00 00 00
c0`. */

/*: ## What to write

- `float_to_bytes`: the float as four bytes, lowest first;
- `float_from_bytes`: four bytes as a float;
- `floats_from_record`: a record of `size` bytes as an array of floats. It
  returns how many floats it has written to `out`, or −1 if the bytes are no
  whole number of floats, or more than `room` floats; then it writes nothing.

Your functions must give the same bytes on a machine that keeps the highest byte
first, so do not copy a float's memory into the file as it lies there. Copying a
float into a `uint32_t` is right, though: both have the same order on every
machine. `memcpy` does that. From then on work with the whole number, by `>>`
and `<<`. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

void float_to_bytes(float number, unsigned char bytes[4])
{
    (void)number; // delete this line when you use number
    for (int i = 0; i < 4; i++)
        bytes[i] = 1; // your code here
}

float float_from_bytes(const unsigned char bytes[4])
{
    return bytes[0]; // your code here
}

int floats_from_record(const unsigned char *record, size_t size, float *out,
                       int room)
{
    (void)record, (void)size, (void)out; // delete this line too
    return room;                         // your code here
}
