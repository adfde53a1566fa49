// The headers in a container, for pt_zip.c and pt_zip_write.c.
#ifndef PT_ZIP_HEADER_H
#define PT_ZIP_HEADER_H

#include "bytes.h"

typedef enum Header { LOCAL, DESCRIPTOR, CENTRAL } Header;

// Packed is the size if it were compressed; name and extra are how long these
// are, which follow; place is that of the local header.
typedef union Fields {
    struct {
        uint64_t signature, version, flags, method, time, checksum, packed,
            size, name, extra, comment_and_disk, attributes, place;
    };
    uint64_t number[13]; // the same
} Fields;

enum { FIELDS = sizeof(Fields) / sizeof(uint64_t) };

typedef struct HeaderForm {
    uint32_t signature;
    int size;          // of all fields
    int bytes[FIELDS]; // of each; 0: it is not in this header
} HeaderForm;

extern const HeaderForm pt_header[];

enum {
    DESCRIBED = 8, // a flag: checksum and sizes come in a descriptor
    UTF8 = 0x800,  // a flag: of the name
};

// The end of a file whose directory stands at start.
void pt_zip_add_end(Bytes *file, uint64_t count, uint64_t start, uint64_t size);

#endif
