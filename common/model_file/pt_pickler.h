// Writes a pickle, the way back of pt_unpickler.c.
#ifndef PT_PICKLER_H
#define PT_PICKLER_H

#include "bytes.h"

// Start with  Pickler w = {0};  and free its three blocks.
typedef struct Pickler {
    Bytes pickle;
    uint32_t puts;
    struct Shared {
        const char *text;
        size_t length;
        uint32_t number; // in the memo
    } * shared;
    int shared_count;
    struct Stored { // numbers that will be a record of their own
        const void *data;
        size_t size;
        bool floats;             // or bytes
        uint32_t key, parameter; // in the memo: of its record, of itself
    } * storage;
    int storages;
} Pickler;

// What was put into the memo under this number.
void pt_emit_get(Pickler *w, uint32_t number);
// Instructions as letters, with the shorthands 'text', <module.name>, O and q.
void pt_emit(Pickler *w, const char *code);
// A text made anew; one that Python shares, code 'X', or a function or class,
// code 'c'; numbers.
void pt_emit_text(Pickler *w, const char *text);
void pt_emit_shared(Pickler *w, char code, const char *text);
void pt_emit_int(Pickler *w, int number);
void pt_emit_real(Pickler *w, double number);

#endif
