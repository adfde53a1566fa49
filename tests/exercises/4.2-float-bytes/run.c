#include "exercise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void float_to_bytes(float number, unsigned char bytes[4]);
float float_from_bytes(const unsigned char bytes[4]);
int floats_from_record(const unsigned char *record, size_t size, float *out,
                       int room);

static float number_of(int i)
{
    static const float sharp[] = {1.5f,          -2,    0,     1e-45f,
                                  3.4028235e38f, -0.1f, -0.0f, -INFINITY};
    return i < 8 ? sharp[i] : case_float(-5, 5);
}

static void run_to(int i)
{
    float number = number_of(i);
    unsigned char bytes[4] = {0xa5, 0xa5, 0xa5, 0xa5}; // what stood there
    given("number = %.9g", number);
    float_to_bytes(number, bytes);
    for (int k = 0; k < 4; k++)
        answer_hex("byte", bytes[k], 2);
}

// 0 … 3: a single byte that counts, so that a wrong shift shows; 4 … 6: -0, the
// smallest number, infinity.
static void run_from(int i)
{
    static const unsigned char sharp[][4] = {
        {0, 0, 0xc0, 0x3f},    {0, 0, 0, 0xc0}, {0xff, 0x80, 0x81, 0x40},
        {0x80, 0, 0x80, 0xbf}, {0, 0, 0, 0x80}, {1, 0, 0, 0},
        {0, 0, 0x80, 0x7f}};
    unsigned char b[4];
    uint32_t bits;
    for (int k = 0; k < 4; k++)
        b[k] = (unsigned char)(i < 7 ? sharp[i][k] : case_int(1, 255));
    if (i >= 7)
        b[3] = (unsigned char)case_int(0x3e, 0x41);
    given_bytes("bytes", 4, b);
    float number = float_from_bytes(b);
    memcpy(&bits, &number, 4);
    answer("number", number);
    answer_hex("the number's bits", bits, 8);
}

// A record of size bytes that ends where its memory ends.
static unsigned char *record_new(size_t size)
{
    unsigned char *record = calloc(size + !size, 1);
    for (size_t k = 0; k < size; k++)
        record[k] = (unsigned char)(k % 4 == 3 ? 0x40 : case_int(0, 127));
    return record;
}

// 0: three floats; 1: a byte too much; 2: no room; 3: empty; 4: just room.
static void run_record(int i)
{
    static const int sizes[] = {12, 13, 20, 0, 16, 3, 15};
    static const int rooms[] = {8, 8, 4, 8, 4, 8, 8};
    static const float filled[] = {-1, -1, -1, -1, -1, -1, -1, -1};
    float *out = case_copy_new(filled, rooms[i], sizeof *filled);
    unsigned char *record = record_new((size_t)sizes[i]);
    given("%d bytes, room for %d floats", sizes[i], rooms[i]);
    given_bytes("record", sizes[i], record);
    answer("result",
           floats_from_record(record, (size_t)sizes[i], out, rooms[i]));
    answer_array("out", out, rooms[i]);
    free(record);
    free(out);
}

const ExerciseItem exercise_items[] = {
    {"to", 2, "a float to bytes", run_to, 11, 0},
    {"from", 2, "bytes to a float", run_from, 11, 1e-7},
    {"record", 2, "a whole record", run_record, 7, 1e-7},
    {0}};

#include EXERCISE
