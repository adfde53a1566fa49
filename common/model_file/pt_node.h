// The tree that a pickle becomes, and the names that may stand in it.
#ifndef PT_NODE_H
#define PT_NODE_H

#include "base.h"
#include "bytes.h"
#include "module_type.h"

// The letters are for pt_pickle_is_tuple.
typedef enum PickleKind {
    PICKLE_MARK = '(', // on the stack only
    PICKLE_NONE = 'n',
    PICKLE_BOOL = 'b',
    PICKLE_INT = 'i',
    PICKLE_REAL = 'r',
    PICKLE_TEXT = 't',
    PICKLE_LIST = 'l', // always empty, as is the set
    PICKLE_SET = 's',
    PICKLE_TUPLE = 'u',
    PICKLE_DICT = 'd',
    PICKLE_NAME = 'N',
    PICKLE_STORAGE = 'S',
    PICKLE_TENSOR = 'T',
    PICKLE_PARAMETER = 'P',
    PICKLE_OBJECT = 'O',
} PickleKind;

// A name that a pickle may use, and what comes of it.
typedef struct PickleName {
    const char *text; // "torch.FloatStorage"
    PickleKind makes;
    const char *arguments; // their kinds, where only these will do
    // If it makes a storage: the type of the numbers in it, the bytes of each,
    // and the function that makes a float of one.
    const char *type; // "float32"
    int element_size;
    float (*number)(uint64_t bits);
} PickleName;

// The name with this text, or NULL if it is unknown.
const PickleName *pt_pickle_find_name(const char *text, Error *error);

typedef struct PickleNode PickleNode;
struct PickleNode {
    PickleKind kind;
    int count;              // TUPLE: items; DICT: keys and values
    PickleNode **item;      // key, value, key, value, …
    PickleNode *attributes; // DICT, OBJECT: a dict, or NULL
    PickleNode *arguments;  // STORAGE, TENSOR, PARAMETER: the tuple
    char *text;             // TEXT, NAME, OBJECT (its class)
    const PickleName *name; // NAME
    const ModuleType *type; // OBJECT: of the layer; NULL: an own class
    int64_t number;         // BOOL, INT
    double real;            // REAL
};

typedef struct Pickle {
    PickleNode *root;
    PickleNode **node; // all nodes; a node may be used in several places
    int count, capacity;
} Pickle;

// Reads a pickle; pt_pickle_free is needed on a fault, too.
bool pt_pickle_read(Pickle *pickle, const unsigned char *data, size_t size,
                    Error *error);
void pt_pickle_free(Pickle *pickle);

// A new node in the list.
PickleNode *pt_pickle_add(Pickle *pickle, PickleKind kind);

// Is it of that kind; that text; a tuple of just these kinds, a letter for
// each, where "*" stands for any? The node may be NULL.
bool pt_pickle_is(const PickleNode *node, PickleKind kind);
bool pt_pickle_is_text(const PickleNode *node, const char *text);
bool pt_pickle_is_tuple(const PickleNode *node, const char *kinds);
// The value of a key in a dict, or NULL.
const PickleNode *pt_pickle_get(const PickleNode *dict, const char *key);

#endif
