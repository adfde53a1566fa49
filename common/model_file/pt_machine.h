// The machine that a pickle is a program for.
#ifndef PT_MACHINE_H
#define PT_MACHINE_H

#include "model_file/pt_node.h"

enum { STACK_MAX = 4096 };

typedef struct Machine {
    const unsigned char *data;
    size_t size, at;
    Pickle *pickle;
    Error *error;
    int given;         // what the table below says about this instruction
    uint64_t argument; // the number that follows it in the file
    PickleNode *stack[STACK_MAX];
    int depth;
    PickleNode **memo;
    int memo_count;
} Machine;

// Sets the error, with the place in the pickle.
bool pt_fault(const Machine *m, const char *problem);
// A new node on the stack; there is room, as each instruction finds it.
PickleNode *pt_push(Machine *m, PickleKind kind);
// The topmost value above the last mark, or NULL; pop takes it away.
PickleNode *pt_top(const Machine *m);
PickleNode *pt_pop(Machine *m);

// The instructions that Python would make calls of (pt_call.c).
bool pt_reduce(Machine *m);
bool pt_new_object(Machine *m);
bool pt_build(Machine *m);
bool pt_storage(Machine *m);

#endif
