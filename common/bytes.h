// Bytes that grow, numbers in the byte order of files, and text that is safe
// to show. For common/ alone: in the library's archive the names have a prefix,
// so that a program may have a quote() of its own.
#ifndef BYTES_H
#define BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define bytes_add kindling_bytes_add
#define bytes_add_text kindling_bytes_add_text
#define bytes_add_number kindling_bytes_add_number
#define bytes_put kindling_bytes_put
#define bytes_number kindling_bytes_number
#define bytes_signed kindling_bytes_signed
#define crc32_of kindling_crc32_of
#define character_length kindling_character_length
#define text_is_printable kindling_text_is_printable
#define text_new_path kindling_text_new_path
#define quote kindling_quote
#define quote_bytes kindling_quote_bytes

// Start with  Bytes bytes = {0};  and end with  free(bytes.data);
typedef struct Bytes {
    unsigned char *data;
    size_t size, capacity;
} Bytes;

// Many bytes that come between others, before the one at this place, and are
// copied nowhere.
typedef struct Splice {
    size_t at;
    const void *data;
    size_t size;
} Splice;

void bytes_add(Bytes *bytes, const void *data, size_t size);
void bytes_add_text(Bytes *bytes, const char *text);
// A number of 1 to 8 bytes, the lowest byte first; the same at a place that is
// there; and how to read it again.
void bytes_add_number(Bytes *bytes, uint64_t number, int size);
void bytes_put(unsigned char *data, uint64_t number, int size);
uint64_t bytes_number(const unsigned char *data, int size);
// With a sign: two's complement. No bytes are 0.
int64_t bytes_signed(const unsigned char *data, int size);
// Are numbers in memory as they are in a file? Then they are copied at once.
static inline bool bytes_are_as_in_memory(void)
{
    const uint32_t one = 1;
    return *(const unsigned char *)&one == 1;
}

// The CRC-32 of zip files: another one if a bit is another.
uint32_t crc32_of(const unsigned char *data, size_t size);

// How many bytes the character has that begins this text; 0: it does not show,
// or is none.
size_t character_length(const char *text, size_t available);
// Is it text in UTF-8, without control characters and others that do not show?
bool text_is_printable(const char *text, size_t length);

// quote(text).chars stands in messages for text from a file or a command line:
// unprintable bytes become \x1b, and of a long text the end is shown.
typedef struct Quoted {
    char chars[168];
} Quoted;
Quoted quote(const char *text);
Quoted quote_bytes(const char *text, size_t length);

// The name of what is inside something: "block.layer1", or the name alone if
// the path is "". To be freed.
char *text_new_path(const char *path, const char *name);

#endif
