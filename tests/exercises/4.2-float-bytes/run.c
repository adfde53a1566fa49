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
    about(signbit(number), "the sign is -");
    about(number == 0, "zero");
    about(isinf(number), "infinity");
    about(fabsf(number) > 0 && fabsf(number) < 1e-38f, "the smallest number");
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
    about((b[0] | b[1] | b[2]) >= 0x80, "80 or more in the first three bytes");
    about(b[3] >= 0x80, "80 or more in the last byte: the sign is -");
    given_bytes("bytes", 4, b);
    unsigned char *bytes = case_copy_new(b, 4, 1);
    float number = float_from_bytes(bytes);
    case_input_free(bytes);
    memcpy(&bits, &number, 4);
    answer("number", number);
    answer_hex("the number's bits", bits, 8);
}

// A record of size bytes that ends where its memory ends.
static unsigned char *record_new(size_t size)
{
    unsigned char record[20];
    for (size_t k = 0; k < size; k++)
        record[k] = (unsigned char)(k % 4 == 3 ? 0x40 : case_int(0, 127));
    return case_copy_new(record, (int)size, 1);
}

static void run_record(int i)
{
    static const int sizes[] = {12, 13, 20, 0, 16, 3, 15};
    static const int rooms[] = {8, 8, 4, 8, 4, 8, 8};
    static const float filled[] = {-1, -1, -1, -1, -1, -1, -1, -1};
    float *out = case_copy_new(filled, rooms[i], sizeof *filled);
    unsigned char *record = record_new((size_t)sizes[i]);
    about(sizes[i] % 4, "the bytes are not a multiple of four");
    about(sizes[i] > 4 * rooms[i], "more floats than there is room for");
    about(sizes[i] == 4 * rooms[i], "as many floats as there is room for");
    about(sizes[i] == 0, "an empty record");
    about(sizes[i] > rooms[i] && sizes[i] <= 4 * rooms[i] && sizes[i] % 4 == 0,
          "it fits, with more bytes than room counts floats");
    given("%d bytes, room for %d floats", sizes[i], rooms[i]);
    given_bytes("record", sizes[i], record);
    answer("result",
           floats_from_record(record, (size_t)sizes[i], out, rooms[i]));
    answer_array("out", out, rooms[i]);
    case_input_free(record);
    free(out);
}

const ExerciseItem exercise_items[] = {
    {"to", 2, "a float to bytes", run_to, 11, 0},
    {"from", 2, "bytes to a float", run_from, 11, 1e-7},
    {"record", 2, "a whole record", run_record, 7, 1e-7, "from"},
    {0}};

#include EXERCISE
