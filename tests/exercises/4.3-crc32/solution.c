/*: # Solution 4.3: the checksum of a record {#sol-4-3}

Step 2 is written in one line: both uses of `crc` on the right side see the old
value, so the lowest bit is asked before it is shifted away.

The pieces come for free. A finished checksum is the state with all bits
inverted. To go on, invert again and the state is back. Even the beginning fits:
the checksum of nothing is 0, and `~0` is all ones.

Why all ones at first? Starting from 0, zeros at the beginning of a record would
not change the state, and a record that lost its first zeros would pass. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

uint32_t crc32_update(uint32_t crc, const unsigned char *data, size_t size)
{
    crc = ~crc;
    for (size_t i = 0; i < size; i++) {
        crc ^= data[i];
        for (int k = 0; k < 8; k++)
            crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc;
}

/*: If one bit is wrong, flipping it must repair the checksum, and no other
single bit can: CRC-32 gives every single error in a record of this size another
checksum. So it could even correct errors. Nobody uses it for that, since *two*
wrong bits in a long record may look like one, elsewhere. */
int find_flipped_bit(const unsigned char *data, size_t size, uint32_t checksum)
{
    unsigned char copy[60];
    memcpy(copy, data, size);
    if (crc32_update(0, copy, size) == checksum)
        return -1;
    for (int bit = 0; bit < 8 * (int)size; bit++) {
        copy[bit / 8] ^= (unsigned char)(1 << bit % 8);
        if (crc32_update(0, copy, size) == checksum)
            return bit;
        copy[bit / 8] ^= (unsigned char)(1 << bit % 8);
    }
    return -2;
}
