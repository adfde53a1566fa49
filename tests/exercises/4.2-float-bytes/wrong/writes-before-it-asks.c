// MISTAKE: Floats are written before it is known whether the record is good: ask first, a bad one writes nothing.
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

float float_from_bytes(const unsigned char bytes[4])
{
    uint32_t bits = 0;
    for (int i = 0; i < 4; i++)
        bits |= (uint32_t)bytes[i] << 8 * i;
    float number;
    memcpy(&number, &bits, 4);
    return number;
}

int floats_from_record(const unsigned char *record, size_t size, float *out,
                       int room)
{
    int count = (int)(size / 4);
    for (int i = 0; i < count && i < room; i++)
        out[i] = float_from_bytes(record + 4 * i);
    return size % 4 != 0 || count > room ? -1 : count;
}
