/*: # Exercise 4.3: the checksum of a record {#ex-4-3}

Behind each record of a model file stands its CRC-32, four bytes that change
when any bit of the record changes. PyTorch writes it and never looks at it
again. You will, and you will even find out *which* bit is wrong.

**The checksum.** Keep a `uint32_t`, which begins with all bits 1. For each
byte:

1. exclusive-or (`^`) the byte into the lowest eight bits;
2. eight times: look at the lowest bit, shift everything right by one, and if
   that bit was 1, exclusive-or with `0xedb88320`.

At the end invert all bits (`~`). For the single byte `61`, the letter a:

| step | the 32 bits in hexadecimal |
|---|---|
| at the beginning | `ffffffff` |
| after `^ 61` | `ffffff9e` |
| lowest bit 0: shift | `7fffffcf` |
| lowest bit 1: shift, `^ edb88320` | `d2477cc7` |
| … six more | `174841bc` |
| inverted: the checksum | `e8b7be43` |

The nine digits `123456789` as text have the checksum `cbf43926`. */

/*: ## What to write

A large record comes in pieces. `crc32_update` gets the finished checksum of all
bytes so far and the next piece, and returns the finished checksum of all of
them. Before the first piece there is nothing, whose checksum is 0. So
`crc32_update(0, text, 9)` is the checksum of a text of nine letters, and for
the text in two pieces it is `crc32_update(crc32_update(0, text, 4), text + 4,
5)`. Beginning with all bits 1 and inverting at the end is your function's own
affair: what did the last call do to the bits, and how is it undone?

`find_flipped_bit` gets a record and the checksum that it should have. It
returns

- −1 if the record is right;
- the number of the one bit that must be flipped to make it right; the bit of
  value $2^k$ in byte $i$ has the number $8i + k$;
- −2 if no single bit repairs it.

Trying every bit is quick enough: the records here have at most 60 bytes. They
are `const`: work on a copy. For the record `63` and the checksum `e8b7be43` the
answer is 1, because `63` with bit 1 flipped is `61`. */
#include <stddef.h>
#include <stdint.h>

uint32_t crc32_update(uint32_t crc, const unsigned char *data, size_t size)
{
    for (size_t i = 0; i < size; i++)
        crc += data[i];
    return crc + 1; // your code here
}

int find_flipped_bit(const unsigned char *data, size_t size, uint32_t checksum)
{
    return (int)(crc32_update(0, data, size) - checksum); // your code here
}
