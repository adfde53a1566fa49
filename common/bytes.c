/*: # Bytes and text from strangers

A model file is bytes in an agreed order. To write one we need a place where
bytes can be added one after the other; to read one, we need care: whatever a
file says may be wrong, and may be meant to be.

A number in four bytes, and a text that would clear your screen:

```{.c example="bytes"}
```

![The float 1.5, and its four bytes in a file](bytes.svg){#fig-bytes alt="A sign
bit, eight bits of exponent and 23 of fraction; below them the bytes 00 00 c0
3f"} */
#include "bytes.h"

#include <stdio.h>
#include <string.h>
#if defined(__x86_64__) && defined(__GNUC__) && !defined(SIMD_PLAIN)
#include <immintrin.h>
#define FOLDS
#endif

#include "base.h"

/*: When the block is full it doubles. So adding $n$ bytes one by one copies
fewer than $2n$, however long it gets. */
void bytes_add(Bytes *bytes, const void *data, size_t size)
{
    if (size > bytes->capacity - bytes->size) {
        bytes->capacity = 2 * bytes->capacity + size;
        bytes->data = memory_resize(bytes->data, bytes->capacity, 1);
    }
    if (size > 0)
        memcpy(bytes->data + bytes->size, data, size);
    bytes->size += size;
}

void bytes_add_text(Bytes *bytes, const char *text)
{
    bytes_add(bytes, text, strlen(text));
}

/*: The files we deal with put the lowest byte of a number first, whatever the
machine does. Shifting says so, and is right on every machine. */
void bytes_put(unsigned char *data, uint64_t number, int size)
{
    for (int i = 0; i < size; i++)
        data[i] = (unsigned char)(number >> 8 * i);
}

void bytes_add_number(Bytes *bytes, uint64_t number, int size)
{
    unsigned char byte[8];
    bytes_put(byte, number, size);
    bytes_add(bytes, byte, (size_t)size);
}

uint64_t bytes_number(const unsigned char *data, int size)
{
    uint64_t number = 0;
    for (int i = 0; i < size; i++)
        number |= (uint64_t)data[i] << 8 * i;
    return number;
}

int64_t bytes_signed(const unsigned char *data, int size)
{
    uint64_t number = bytes_number(data, size);
    if (size > 0 && size < 8 && data[size - 1] & 0x80)
        number |= UINT64_MAX << 8 * size;
    return (int64_t)number;
}

/*: ## The checksum

The records of a model file have a checksum each, so that damage shows. CRC-32
treats the bytes as one huge number in a strange arithmetic, where addition is
*exclusive or*, and takes the remainder of a division. A flipped bit always
changes it. The division goes byte by byte with a table of the 256 remainders
that a byte can leave.

Each byte waits for the one before, five cycles or more. A remainder of a sum is
the sum of the remainders, here too; so sixteen bytes are looked up beside each
other, each in the table of a byte that is followed by so many others
(*slicing*, Kounavis and Berry, 2005, there by 8). */
enum { SLICES = 16 };

static void fill_tables(uint32_t table[SLICES][256])
{
    for (uint32_t i = 0; i < 256; i++) {
        table[0][i] = i;
        for (int bit = 0; bit < 8; bit++)
            table[0][i] = table[0][i] >> 1 ^ (table[0][i] & 1 ? 0xedb88320 : 0);
    }
    for (int k = 1; k < SLICES; k++)
        for (int i = 0; i < 256; i++) {
            uint32_t before = table[k - 1][i];
            table[k][i] = table[0][before & 0xff] ^ before >> 8;
        }
}

// The remainder goes on from crc.
static uint32_t crc32_by_tables(uint32_t crc, const unsigned char *data,
                                size_t size)
{
    uint32_t table[SLICES][256];
    fill_tables(table);
    for (; size >= SLICES; size -= SLICES, data += SLICES) {
        uint32_t next = 0;
        for (int k = 0; k < SLICES; k++) {
            uint32_t before = k < 4 ? crc >> 8 * k & 0xff : 0;
            next ^= table[SLICES - 1 - k][data[k] ^ before];
        }
        crc = next;
    }
    for (; size > 0; size--, data++)
        crc = table[0][(crc ^ *data) & 0xff] ^ crc >> 8;
    return crc;
}

/*: That makes 2.6 GB a second, and an x86-64 processor can do 6.7: it has an
instruction for the product of two numbers in this arithmetic, `clmul`. 64 bytes
are kept in four registers and moved along over the data. To move a number is to
multiply it with a power of $x$, and of a power only the remainder counts: that
has 32 bits, however long the way is. The two halves of a register have
different ways to go; each is multiplied with the remainder of its own, and both
products are *added* to the 16 bytes they have come to (Gopal and others, 2009).
In the end the four are moved together, and of these 16 bytes the tables take
the remainder. */
#ifdef FOLDS
#define FOLD __attribute__((target("pclmul")))
enum { LANES = 4, LANE = sizeof(__m128i), FOLDED = LANES * LANE };

// Moved along as far as the two remainders say, to where the next bytes are.
static inline FOLD __m128i fold(__m128i x, __m128i far, __m128i next)
{
    __m128i low = _mm_clmulepi64_si128(x, far, 0x00);
    __m128i high = _mm_clmulepi64_si128(x, far, 0x11);
    return _mm_xor_si128(_mm_xor_si128(low, high), next);
}

// For a multiple of 64 bytes.
static FOLD uint32_t crc32_by_folding(uint32_t crc, const unsigned char *data,
                                      size_t size)
{
    const __m128i by_64 = _mm_set_epi64x(0x1c6e41596, 0x154442bd4);
    const __m128i by_16 = _mm_set_epi64x(0x0ccaa009e, 0x1751997d0);
    __m128i lane[LANES], next[LANES];
    memcpy(lane, data, sizeof lane);
    lane[0] = _mm_xor_si128(lane[0], _mm_cvtsi32_si128((int)crc));
    for (size_t at = FOLDED; at < size; at += FOLDED) {
        memcpy(next, data + at, sizeof next);
        for (int i = 0; i < LANES; i++)
            lane[i] = fold(lane[i], by_64, next[i]);
    }
    for (int i = 1; i < LANES; i++)
        lane[i] = fold(lane[i - 1], by_16, lane[i]);
    unsigned char left[LANE];
    memcpy(left, &lane[LANES - 1], sizeof left);
    return crc32_by_tables(0, left, sizeof left);
}
#endif

uint32_t crc32_of(const unsigned char *data, size_t size)
{
    uint32_t crc = 0xffffffff;
#ifdef FOLDS
    if (size >= FOLDED && __builtin_cpu_supports("pclmul")) {
        size_t most = size - size % FOLDED;
        crc = crc32_by_folding(crc, data, most);
        data += most;
        size -= most;
    }
#endif
    return ~crc32_by_tables(crc, data, size);
}

/*: ## Text that may be shown

A file's text is not printed as it comes: bytes below 32 can clear a terminal,
and some characters turn the direction of writing or take no room at all. The
names of a model's layers must be made of characters that show. UTF-8 writes a
character in one to four bytes; the first says how many. */
static bool shows(uint32_t c)
{
    static const uint32_t hidden[][2] = {
        {0, 0x1f},        {0x7f, 0x9f},     {0xad, 0xad},      {0x61c, 0x61c},
        {0x200b, 0x200f}, {0x2028, 0x202e}, {0x2060, 0x206f},  {0xd800, 0xdfff},
        {0xfeff, 0xfeff}, {0xfff0, 0xffff}, {0xe0000, 0xe0fff}};
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++)
        if (c >= hidden[i][0] && c <= hidden[i][1])
            return false;
    return c <= 0x10ffff;
}

size_t character_length(const char *text, size_t available)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t c = (unsigned char)*text;
    size_t length = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    if (length > available || (c >= 0x80 && c < 0xc0) || c >= 0xf8)
        return 0;
    if (length > 1)
        c &= 0x7fu >> length;
    for (size_t i = 1; i < length; i++) {
        if (((unsigned char)text[i] & 0xc0) != 0x80)
            return 0;
        c = c << 6 | ((unsigned char)text[i] & 0x3f);
    }
    return c >= smallest[length] && shows(c) ? length : 0;
}

bool text_is_printable(const char *text, size_t length)
{
    for (size_t step; length > 0; text += step, length -= step)
        if ((step = character_length(text, length)) == 0)
            return false;
    return true;
}

/*: A message must name what it found, however strange that is. What shows is
copied, every other byte is written as its number. Of a long path the end says
more than the beginning, so that is what stays. */
Quoted quote_bytes(const char *text, size_t length)
{
    enum { LONGEST = 120 };
    Quoted quoted = {""};
    char *to = quoted.chars, *last = to + sizeof quoted.chars - 8;
    if (length > LONGEST) {
        to += sprintf(to, "...");
        text += length - LONGEST;
        length = LONGEST;
    }
    for (size_t step; length > 0 && to < last; text += step, length -= step) {
        step = character_length(text, length);
        if (step > 0) {
            to = (char *)memcpy(to, text, step) + step;
        } else {
            to += sprintf(to, "\\x%02x", (unsigned char)*text);
            step = 1;
        }
    }
    strcpy(to, length > 0 ? "..." : "");
    return quoted;
}

// All of it.
Quoted quote(const char *text)
{
    return quote_bytes(text, strlen(text));
}

/*: Layers have names, and what is inside them has one behind a point. */
char *text_new_path(const char *path, const char *name)
{
    return text_new("%s%s%s", path, *path ? "." : "", name);
}
