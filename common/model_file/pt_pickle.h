// Python's pickle format, as far as PyTorch model files need it, read into a
// tree of nodes. Nothing is executed; names are looked up in a table.
#ifndef PT_PICKLE_H
#define PT_PICKLE_H

#include "base.h"
#include "bytes.h"

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
    const char *type; // ROLE_MODULE: "Linear"; ROLE_STORAGE: "float32"
    int element_size; // ROLE_STORAGE: bytes of a number
} PickleName;

// The name that stands for a module or for numbers of this type.
const PickleName *pt_pickle_name(const char *type);
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

// The nodes point into data. pt_pickle_free is needed on a fault, too.
bool pt_pickle_read(Pickle *pickle, const unsigned char *data, size_t size,
                    Error *error);
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
