// The tree that a pickle becomes, and the names that may stand in it.
#ifndef PT_NODE_H
#define PT_NODE_H

#include "base.h"
#include "bytes.h"
#include "module_type.h"

// What a name in a pickle may stand for.
typedef enum PickleRole {
    ROLE_ORDERED_DICT,
    ROLE_SET,
    ROLE_TENSOR,    // the function that makes a tensor
    ROLE_PARAMETER, // the function that makes a parameter of a tensor
    ROLE_STORAGE,   // numbers of a type
    ROLE_MODULE,
    ROLE_OWN_CLASS, // __main__.Model, a class of the program that saved it
} PickleRole;

typedef struct PickleName {
    const char *text; // as in the file, "torch\nFloatStorage\n"
    PickleRole role;
    const char *type; // ROLE_STORAGE: "float32"
    int element_size; // ROLE_STORAGE: bytes of a number
} PickleName;

// The name with this text, or NULL if it is unknown.
const PickleName *pt_pickle_find_name(const char *text, size_t length,
                                      Error *error);
// As Python shows a name: "torch.FloatStorage".
Quoted pt_pickle_shown_name(const char *text, size_t length);
enum { PICKLE_NAME_MAX = 256 };

typedef enum PickleKind {
    PICKLE_NONE,
    PICKLE_BOOL,
    PICKLE_INT,
    PICKLE_REAL,
    PICKLE_TEXT,
    PICKLE_LIST, // always empty, as is the set
    PICKLE_SET,
    PICKLE_TUPLE,
    PICKLE_DICT, // value is a dict of its attributes, or NULL
    PICKLE_NAME,
    PICKLE_STORAGE,   // value is the tuple that describes it
    PICKLE_TENSOR,    // value is the tuple of arguments of the function
    PICKLE_PARAMETER, // the same
    PICKLE_OBJECT,    // value is a dict of its attributes, or NULL
} PickleKind;

typedef struct PickleNode PickleNode;
struct PickleNode {
    PickleKind kind;
    int count;         // TUPLE: items; DICT: keys and values
    PickleNode **item; // key, value, key, value, …
    PickleNode *value;
    const PickleName *name; // NAME, OBJECT
    const ModuleType *type; // OBJECT: of the layer; NULL: an own class
    const char *text;       // TEXT, NAME, OBJECT (its class); no zero behind it
    size_t length;          // of the text
    int64_t number;         // BOOL, INT
    double real;            // REAL
};

typedef struct Pickle {
    PickleNode *root;
    PickleNode **node; // all nodes; a node may be used in several places
    int count, capacity;
} Pickle;

void pt_pickle_free(Pickle *pickle);

// A new node in the list.
PickleNode *pt_pickle_add(Pickle *pickle, PickleKind kind);

bool pt_pickle_is_text(const PickleNode *node, const char *text);
// The value of a key in a dict, or NULL. The first is for keys without a zero
// behind them.
const PickleNode *pt_pickle_find(const PickleNode *dict, const char *key,
                                 size_t length);
const PickleNode *pt_pickle_get(const PickleNode *dict, const char *key);

#endif
