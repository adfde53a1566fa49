// MISTAKE: A byte above 127 is taken as negative: its sign covers the bytes above it. Use unsigned char.
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
        bits |= (uint32_t)(signed char)bytes[i] << 8 * i;
    float number;
    memcpy(&number, &bits, 4);
    return number;
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
