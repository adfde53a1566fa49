// What the learner's program is told in place of the seed: SipHash-2-4 of the
// item's name with the seed as its key (Aumasson and Bernstein, 2012), from
// which nobody gets back to the seed.
#include "grader.h"

#include <string.h>

static uint64_t rotated(uint64_t x, int by)
{
    return x << by | x >> (64 - by);
}

static void sip_round(uint64_t v[4])
{
    for (int i = 0; i < 2; i++) {
        v[2 * i] += v[2 * i + 1];
        v[2 * i + 1] = rotated(v[2 * i + 1], i ? 16 : 13) ^ v[2 * i];
    }
    v[0] = rotated(v[0], 32);
    v[2] += v[1];
    v[1] = rotated(v[1], 17) ^ v[2];
    v[2] = rotated(v[2], 32);
    v[0] += v[3];
    v[3] = rotated(v[3], 21) ^ v[0];
}

uint64_t key_of(uint64_t seed, const char *item)
{
    uint64_t v[4] = {seed ^ 0x736f6d6570736575u, 0x646f72616e646f6du,
                     seed ^ 0x6c7967656e657261u, 0x7465646279746573u};
    size_t length = strlen(item);
    for (size_t i = 0; i <= length / 8; i++) {
        uint64_t word = i == length / 8 ? (uint64_t)length << 56 : 0;
        for (size_t k = 0; k < 8 && 8 * i + k < length; k++)
            word |= (uint64_t)(unsigned char)item[8 * i + k] << 8 * k;
        v[3] ^= word;
        sip_round(v);
        sip_round(v);
        v[0] ^= word;
    }
    v[2] ^= 0xff;
    for (int i = 0; i < 4; i++)
        sip_round(v);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
}
