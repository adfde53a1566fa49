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
    PICKLE_LIST = 'l',
    PICKLE_SET = 's',
    PICKLE_OTHER = '?', // what a harmless call makes, and no model needs
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
    // and the function that makes a float of one (NULL: complex numbers).
    const char *type; // "float32"
    int element_size;
    float (*number)(const unsigned char *at, int element_size);
} PickleName;

// The name with this text. A name that is not in the table may be that of a
// class, and makes an object; of a storage that is not there it is NULL.
const PickleName *pt_pickle_find_name(const char *text, Error *error);

typedef struct PickleNode PickleNode;
struct PickleNode {
    PickleKind kind;
    int count;              // TUPLE, LIST: items; DICT: keys and values
    PickleNode **item;      // key, value, key, value, …; the keys are texts
    PickleNode *attributes; // DICT, OBJECT: a dict, or NULL
    PickleNode *arguments;  // STORAGE, TENSOR, PARAMETER: the tuple
    char *text;             // TEXT, NAME, OBJECT (its class)
    const PickleName *name; // NAME
    const ModuleType *type; // OBJECT: of the layer; NULL: an own class
    int64_t number;         // BOOL, INT; TEXT: can it be printed?
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

// Puts a value under a key into a dict that has room for it. A number as a key
// becomes a text.
bool pt_pickle_set(Pickle *pickle, PickleNode *dict, PickleNode *key,
                   PickleNode *value, Error *error);

// Is it of that kind; a tuple of just these kinds, a letter for each, where "*"
// stands for any? The node may be NULL.
bool pt_pickle_is(const PickleNode *node, PickleKind kind);
bool pt_pickle_is_tuple(const PickleNode *node, const char *kinds);
// Is it a tensor, or one that is a parameter; a list, or a tuple?
bool pt_pickle_is_tensor(const PickleNode *node);
bool pt_pickle_is_list(const PickleNode *node);
// The value of a key in a dict, or NULL.
const PickleNode *pt_pickle_get(const PickleNode *dict, const char *key);

#endif
