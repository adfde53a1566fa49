#include "exercise.h"

#include <stdlib.h>
#include <string.h>

uint32_t crc32_update(uint32_t crc, const unsigned char *data, size_t size);
int find_flipped_bit(const unsigned char *data, size_t size, uint32_t checksum);

enum { CASE_LONGEST = 60 };

typedef struct CaseRecord {
    unsigned char byte[CASE_LONGEST];
    size_t size;
} CaseRecord;

static CaseRecord random_record(int size)
{
    CaseRecord record = {.size = (size_t)size};
    for (int k = 0; k < size; k++)
        record.byte[k] = (unsigned char)case_int(0, 255);
    return record;
}

static CaseRecord text_record(const char *text)
{
    CaseRecord record = {.size = strlen(text)};
    memcpy(record.byte, text, record.size);
    return record;
}

static CaseRecord record_of(int i)
{
    static const char *const texts[] = {"a", "123456789", "", "\xff\x80"};
    return i < 4 ? text_record(texts[i])
                 : random_record(case_int(3, CASE_LONGEST));
}

// Not the learner's: bit by bit, highest bit first, as in the definition.
static uint32_t case_checksum(const CaseRecord *record)
{
    uint32_t remainder = 0xffffffff, crc = 0;
    for (size_t k = 0; k < 8 * record->size; k++) {
        uint32_t bit = record->byte[k / 8] >> k % 8 & 1;
        uint32_t top = remainder >> 31;
        remainder = remainder << 1 ^ (top != bit ? 0x04c11db7 : 0);
    }
    for (int k = 0; k < 32; k++)
        crc |= (~remainder >> k & 1) << (31 - k);
    return crc;
}

// The bytes from one place to another; free them.
static unsigned char *case_bytes_new(const CaseRecord *record, size_t from,
                                     size_t to)
{
    return case_copy_new(record->byte + from, (int)(to - from), 1);
}

static void run_whole(int i)
{
    CaseRecord record = record_of(i);
    about(record.size == 0, "no byte at all");
    about(record.size == 1, "a single byte");
    given_bytes("data", (int)record.size, record.byte);
    unsigned char *data = case_bytes_new(&record, 0, record.size);
    answer_hex("checksum", crc32_update(0, data, record.size), 8);
    case_input_free(data);
}

// Two pieces.
static void run_pieces(int i)
{
    CaseRecord record = i ? random_record(20) : text_record("123456789");
    size_t cut = i == 0   ? 4
                 : i == 2 ? 0
                 : i == 3 ? record.size
                          : (size_t)case_int(1, 19);
    about(cut == 0, "the first piece is empty");
    about(cut == record.size, "the second piece is empty");
    given_bytes("the first piece", (int)cut, record.byte);
    given_bytes("the next", (int)(record.size - cut), record.byte + cut);
    unsigned char *piece = case_bytes_new(&record, 0, cut);
    unsigned char *next = case_bytes_new(&record, cut, record.size);
    uint32_t first = crc32_update(0, piece, cut);
    uint32_t both = crc32_update(first, next, record.size - cut);
    answer_hex("first piece", first, 8);
    answer_hex("both", both, 8);
    case_input_free(piece);
    case_input_free(next);
}

// 0: the example; from 5 on any bit.
static void run_find(int i)
{
    CaseRecord record =
        i ? random_record(i == 5 ? CASE_LONGEST : 12) : text_record("a");
    uint32_t checksum = case_checksum(&record);
    int last = 8 * (int)record.size - 1;
    int bit = i == 0 ? 1 : i == 3 ? 0 : i == 4 ? last : case_int(0, last);
    if (i != 1)
        record.byte[bit / 8] ^= (unsigned char)(1 << bit % 8);
    if (i == 2)
        record.byte[(bit / 8 + 1) % 12] ^= 1;
    about(i == 1, "nothing is wrong");
    about(i == 2, "two bits are wrong");
    about(i > 2 && bit == 0, "the first bit is wrong");
    about(i > 2 && bit == last, "the last bit is wrong");
    given_bytes("data", (int)record.size, record.byte);
    given("checksum = %08x", (unsigned)checksum);
    unsigned char *data = case_bytes_new(&record, 0, record.size);
    answer("bit", find_flipped_bit(data, record.size, checksum));
    case_input_free(data);
}

const ExerciseItem exercise_items[] = {
    {"whole", 3, "the checksum of a record", run_whole, 7, 0},
    {"pieces", 2, "a record in pieces", run_pieces, 5, 0},
    {"find", 3, "the flipped bit", run_find, 9, 0, "whole pieces"},
    {0}};

#include EXERCISE
