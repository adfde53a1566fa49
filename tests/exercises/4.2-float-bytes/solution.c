/*: # Solution 4.2: a float is four bytes {#sol-4-2}

`memcpy` moves the bits into a whole number without changing one of them. A
cast, `(uint32_t)number`, would do something else: round 1.5 to 1. From here on
no memory is looked at, only the *value* of the number, and a value has no order
of bytes. So the same lines are right on every machine. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

void float_to_bytes(float number, unsigned char bytes[4])
{
    uint32_t bits;
    memcpy(&bits, &number, 4);
    for (int i = 0; i < 4; i++)
        bytes[i] = (unsigned char)(bits >> 8 * i);
}

/*: On the way back each byte must be a `uint32_t` *before* it is shifted. And
it must be an `unsigned char`: as a `char`, which is signed on many machines,
`c0` would be −64, and the ones in front of it would cover the other bytes. */
float float_from_bytes(const unsigned char bytes[4])
{
    uint32_t bits = 0;
    for (int i = 0; i < 4; i++)
        bits |= (uint32_t)bytes[i] << 8 * i;
    float number;
    memcpy(&number, &bits, 4);
    return number;
}

/*: A record comes from a file, and its size from a header that may be wrong. So
the questions come first: whole floats? room enough? The division by 4 drops a
rest without a word, therefore the rest has its own question. */
int floats_from_record(const unsigned char *record, size_t size, float *out,
                       int room)
{
    if (size % 4 != 0 || size / 4 > (size_t)room)
        return -1;
    int count = (int)(size / 4);
    for (int i = 0; i < count; i++)
        out[i] = float_from_bytes(record + 4 * i);
    return count;
}
