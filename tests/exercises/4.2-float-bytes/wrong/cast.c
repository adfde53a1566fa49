// MISTAKE: A cast between float and uint32_t converts the value, and rounds it: copy the 32 bits with memcpy.
#include <stddef.h>
#include <stdint.h>
#include <string.h>

void float_to_bytes(float number, unsigned char bytes[4])
{
    uint32_t bits =
        (uint32_t)(int64_t)(number > -9e18f && number < 9e18f ? number : 0);
    for (int i = 0; i < 4; i++)
        bytes[i] = (unsigned char)(bits >> 8 * i);
}

float float_from_bytes(const unsigned char bytes[4])
{
    uint32_t bits = 0;
    for (int i = 0; i < 4; i++)
        bits |= (uint32_t)bytes[i] << 8 * i;
    return (float)bits;
}

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
