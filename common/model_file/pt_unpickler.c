/*: # Reading pickles without eating them

The record `data.pkl` is a *pickle*: a small program for a machine with a stack.
Its instructions, one byte each, push numbers and texts, gather them into tuples
and dicts, and at the end one object is left. One instruction makes the trouble:
"call the function of this name". In Python it can call *any* function, so
loading a stranger's model file can run a stranger's program. That is why
PyTorch 2.6 refuses whole models unless you ask for them.

A dict is read, and an attack is not:

```{.c example="pt_unpickler"}
```

![The stack, while a dictionary with one entry is
built](pt_unpickler.svg){#fig-pt-pickle alt="Five stacks: a dictionary; a mark
on it; a name; a tensor; and at last the dictionary with its entry"}

This reader knows 30 instructions, some names beside those of the layers, and no
functions. [What would be a call](pt_call.c) becomes a node of a tree, to be
looked at later. Anything else is refused, and no number of the file is believed
before it is compared with the bytes. */
#include "model_file/pt_node.h"

#include <stdlib.h>
#include <string.h>

#include "model_file/pt_machine.h"

enum {
    PICKLE_MAX = 1 << 20, // twice what a model of 1000 layers needs
    NAME_LONGEST = 256,   // a module and something in it
    MARKED = -1,          // in the table: up to the last mark
};

/*: ## The machine

Values wait on a stack. A *mark* may lie between them; "make a tuple" takes
everything above the last mark. The *memo* keeps values to be used again:
PyTorch writes the text `weight` once and refers to it later. All of these have
limits, and a node costs the file at least one byte.

```{.c include="common/model_file/pt_machine.h" function="Machine"}
``` */
bool pt_fault(const Machine *m, const char *problem)
{
    return error_set(m->error, "data.pkl, byte %zu: %s", m->at, problem);
}

PickleNode *pt_push(Machine *m, PickleKind kind)
{
    // step() has seen that there is room
    return m->stack[m->depth++] = pt_pickle_add(m->pickle, kind);
}

PickleNode *pt_top(const Machine *m)
{
    PickleNode *node = m->depth > 0 ? m->stack[m->depth - 1] : NULL;
    return pt_pickle_is(node, PICKLE_MARK) ? NULL : node;
}

PickleNode *pt_pop(Machine *m)
{
    PickleNode *node = pt_top(m);
    m->depth -= node != NULL;
    return node;
}

// The place of n bytes that follow, or NULL if there are fewer.
static const unsigned char *take(Machine *m, size_t n)
{
    if (n > m->size - m->at)
        return NULL;
    m->at += n;
    return m->data + m->at - n;
}

/*: ## Numbers, texts and names

`LONG1` is how Python writes integers that do not fit 32 bits: a count of bytes,
then two's complement. The only number whose *highest* byte comes first is the
floating-point one. */
static bool push_empty(Machine *m)
{
    pt_push(m, (PickleKind)m->given);
    return true;
}

// True or false.
static bool push_bool(Machine *m)
{
    pt_push(m, PICKLE_BOOL)->number = m->given;
    return true;
}

// Whole numbers: of 32 bits, then of up to 64.
static bool push_int(Machine *m)
{
    pt_push(m, PICKLE_INT)->number = (int32_t)m->argument;
    return true;
}

static bool push_long(Machine *m)
{
    size_t size = m->argument;
    const unsigned char *bytes = size <= 8 ? take(m, size) : NULL;
    if (!bytes)
        return pt_fault(m, "an integer of more than 8 bytes");
    pt_push(m, PICKLE_INT)->number = bytes_signed(bytes, (int)size);
    return true;
}

// The one number in a pickle whose highest byte comes first.
static bool push_real(Machine *m)
{
    uint64_t bits = 0;
    for (int i = 0; i < 8; i++)
        bits = bits << 8 | (m->argument >> 8 * i & 0xff);
    memcpy(&pt_push(m, PICKLE_REAL)->real, &bits, sizeof bits);
    return true;
}

static bool push_text(Machine *m)
{
    size_t length = m->argument;
    const char *text = (const char *)take(m, length);
    if (!text)
        return pt_fault(m, "a text that is too long");
    PickleNode *node = pt_push(m, PICKLE_TEXT);
    node->number = text_is_printable(text, length);
    node->text = text_new("%.*s", (int)length, text);
    return true;
}

// A name has two lines; its text has a point between them.
static bool push_name(Machine *m)
{
    const char *name = (const char *)m->data + m->at;
    size_t left = m->size - m->at;
    const char *line = memchr(name, '\n', left);
    const char *end =
        line ? memchr(line + 1, '\n', left - (size_t)(line + 1 - name)) : NULL;
    if (!end || end - name >= NAME_LONGEST ||
        !text_is_printable(name, (size_t)(line - name)) ||
        !text_is_printable(line + 1, (size_t)(end - line - 1)) ||
        memchr(line, '.', (size_t)(end - line)))
        return pt_fault(m, "a damaged name");
    PickleNode *node = pt_push(m, PICKLE_NAME);
    node->text = text_new("%.*s", (int)(end - name), name);
    node->text[line - name] = '.';
    take(m, (size_t)(end + 1 - name));
    node->name = pt_pickle_find_name(node->text, m->error);
    return node->name != NULL;
}

/*: ## Tuples, lists and dicts

A dict is filled from the stack, key and value in turn, a list with values. That
only dicts and lists are filled is checked here: PyTorch's safe reader, that of
`weights_only=True`, forgot it until 2.10, and a crafted file could destroy the
memory of the program
([CVE-2026-24747](bibliography.md#cve)). What a foreign class would do with
items nobody knows: they are left out. */
// Takes values off the stack: as many as the table says, or all above the last
// mark, which is then gone. Returns their place, or NULL.
static PickleNode **pop_values(Machine *m, int *count)
{
    for (*count = 0; *count != m->given && pt_pop(m); ++*count)
        ;
    PickleNode **values = m->stack + m->depth;
    bool marked = m->given == MARKED && m->depth > 0;
    m->depth -= marked;
    return marked || *count == m->given ? values : NULL;
}

// The topmost values become the items of one.
static bool make_tuple(Machine *m)
{
    int count;
    PickleNode **items = pop_values(m, &count);
    if (!items)
        return pt_fault(m, "a tuple without its items");
    PickleNode *tuple = pt_pickle_add(m->pickle, PICKLE_TUPLE);
    tuple->count = count;
    tuple->item = memory_new((size_t)count, sizeof *tuple->item);
    memcpy(tuple->item, items, (size_t)count * sizeof *items);
    m->stack[m->depth++] = tuple;
    return true;
}

// Takes values off for a dict or a list, which gets room for them. NULL: there
// is none below them. A foreign one gets nothing: 0 values.
static PickleNode **pop_items(Machine *m, PickleKind kind, int *count)
{
    PickleNode **item = pop_values(m, count), *node = pt_top(m);
    bool foreign = pt_pickle_is(node, PICKLE_OTHER) ||
                   (pt_pickle_is(node, PICKLE_OBJECT) && !node->type);
    if (!item || (!foreign && !pt_pickle_is(node, kind)))
        return NULL;
    *count = foreign ? 0 : *count;
    node->item = memory_resize(node->item, (size_t)(node->count + *count),
                               sizeof *node->item);
    return item;
}

// Keys and values in turn, from the last mark or the top two.
static bool set_items(Machine *m)
{
    int count;
    PickleNode **item = pop_items(m, PICKLE_DICT, &count), *dict = pt_top(m);
    if (!item || count % 2 != 0)
        return pt_fault(m, "items without a dict, or not in pairs");
    for (int i = 0; i < count; i += 2)
        if (!pt_pickle_set(m->pickle, dict, item[i], item[i + 1], m->error))
            return false;
    return true;
}

// Values, the top one or from the last mark.
static bool append(Machine *m)
{
    int count;
    PickleNode **item = pop_items(m, PICKLE_LIST, &count), *list = pt_top(m);
    if (!item)
        return pt_fault(m, "items without a list");
    for (int i = 0; i < count; i++)
        list->item[list->count++] = item[i];
    return true;
}

// Memo numbers come one after the other, so a list is enough.
static bool put_memo(Machine *m)
{
    if (!pt_top(m) || m->argument != (uint64_t)m->memo_count)
        return pt_fault(m, "memo numbers out of order");
    m->memo[m->memo_count++] = pt_top(m);
    return true;
}

// What was put there before.
static bool get_memo(Machine *m)
{
    if (m->argument >= (uint64_t)m->memo_count)
        return pt_fault(m, "a memo number that was not set");
    m->stack[m->depth++] = m->memo[m->argument];
    return true;
}

/*: ## The instructions

The whole language, with the names that Python gives them. */
static const struct {
    unsigned char size; // of the number that follows
    bool (*perform)(Machine *m);
    int given;
} instructions[256] = {
    ['N'] = {0, push_empty, PICKLE_NONE}, // NONE
    [']'] = {0, push_empty, PICKLE_LIST}, // EMPTY_LIST
    ['}'] = {0, push_empty, PICKLE_DICT}, // EMPTY_DICT
    [0x88] = {0, push_bool, true},        // NEWTRUE
    [0x89] = {0, push_bool, false},       // NEWFALSE
    ['K'] = {1, push_int, 0},             // BININT1
    ['M'] = {2, push_int, 0},             // BININT2
    ['J'] = {4, push_int, 0},             // BININT
    [0x8a] = {1, push_long, 0},           // LONG1
    ['G'] = {8, push_real, 0},            // BINFLOAT
    ['X'] = {4, push_text, 0},            // BINUNICODE
    ['c'] = {0, push_name, 0},            // GLOBAL
    ['('] = {0, push_empty, PICKLE_MARK}, // MARK
    [')'] = {0, make_tuple, 0},           // EMPTY_TUPLE
    [0x85] = {0, make_tuple, 1},          // TUPLE1
    [0x86] = {0, make_tuple, 2},          // TUPLE2
    [0x87] = {0, make_tuple, 3},          // TUPLE3
    ['t'] = {0, make_tuple, MARKED},      // TUPLE
    ['s'] = {0, set_items, 2},            // SETITEM
    ['u'] = {0, set_items, MARKED},       // SETITEMS
    ['a'] = {0, append, 1},               // APPEND
    ['e'] = {0, append, MARKED},          // APPENDS
    ['R'] = {0, pt_reduce, 0},            // REDUCE
    [0x81] = {0, pt_new_object, 0},       // NEWOBJ
    ['b'] = {0, pt_build, 0},             // BUILD
    ['Q'] = {0, pt_storage, 0},           // BINPERSID
    ['q'] = {1, put_memo, 0},             // BINPUT
    ['r'] = {4, put_memo, 0},             // LONG_BINPUT
    ['h'] = {1, get_memo, 0},             // BINGET
    ['j'] = {4, get_memo, 0},             // LONG_BINGET
};

// One instruction: look it up, take its number, perform it.
static bool step(Machine *m, unsigned char code)
{
    if (!instructions[code].perform)
        return pt_fault(m, "an instruction that no model file needs");
    const unsigned char *argument = take(m, instructions[code].size);
    if (!argument)
        return pt_fault(m, "the pickle is cut off");
    if (m->depth == STACK_MAX)
        return pt_fault(m, "the stack is full");
    m->given = instructions[code].given;
    m->argument = bytes_number(argument, instructions[code].size);
    return instructions[code].perform(m);
}

/*: A pickle begins with the version of its language, 2. Its last byte is the
instruction to stop, and then exactly one value must be left. */
static bool run(Machine *m)
{
    const unsigned char *code = take(m, 2);
    if (!code || memcmp(code, "\x80\x02", 2) != 0)
        return pt_fault(m, "no pickle of version 2: leave out pickle_protocol");
    while ((code = take(m, 1)) && *code != '.')
        if (!step(m, *code))
            return false;
    if (!code)
        return pt_fault(m, "the pickle is cut off");
    if (m->at != m->size || m->depth != 1 || !pt_top(m))
        return pt_fault(m, "the pickle stops too early");
    m->pickle->root = m->stack[0];
    return true;
}

// From the first instruction to the last.
bool pt_pickle_read(Pickle *pickle, const unsigned char *data, size_t size,
                    Error *error)
{
    *pickle = (Pickle){0};
    if (size > PICKLE_MAX)
        return error_set(error, "data.pkl is larger than %d bytes", PICKLE_MAX);
    Machine *m = memory_new(1, sizeof *m);
    *m = (Machine){.data = data,
                   .size = size,
                   .pickle = pickle,
                   .error = error,
                   .memo = memory_new(size, sizeof *m->memo)};
    bool good = run(m);
    free(m->memo);
    free(m);
    return good;
}
