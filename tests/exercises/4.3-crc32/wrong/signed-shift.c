// MISTAKE: Ones come in from the left when the number is shifted to the right: it must be a uint32_t, a signed one keeps its sign.
#include <stddef.h>
#include <stdint.h>
#include <string.h>

uint32_t crc32_update(uint32_t crc, const unsigned char *data, size_t size)
{
    crc = ~crc;
    for (size_t i = 0; i < size; i++) {
        crc ^= data[i];
        for (int k = 0; k < 8; k++)
            crc = (uint32_t)((int32_t)crc >> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc;
}

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
