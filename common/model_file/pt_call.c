/*: # Calls that are not made

`REDUCE` calls a function with a tuple of arguments, `NEWOBJ` makes an object of
a class, `BUILD` gives it its attributes, `BINPERSID` asks the program that
loads for something outside, here for the numbers of a tensor. Each becomes a
node that says so.

A call in a pickle, and what the reader makes of it:

```{.c example="pt_call"}
```

![A call in a pickle](pt_call.svg){#fig-pt-call alt="Python would call the
function; here a known name becomes a node, and the call of an unknown one is
refused"} */
#include "model_file/pt_machine.h"

#include <string.h>

// A layer, or a class of the program that saved the model.
static bool is_class(const char *name)
{
    return module_type_find(name) || strncmp(name, "__main__.", 9) == 0;
}

bool pt_reduce(Machine *m)
{
    PickleNode *arguments = pt_pop(m), *function = pt_pop(m);
    if (!pt_pickle_is(function, PICKLE_NAME) ||
        !pt_pickle_is(arguments, PICKLE_TUPLE))
        return pt_fault(m, "a call of what is no function");
    const PickleName *name = function->name;
    bool class = name->makes == PICKLE_OBJECT;
    if (class && !is_class(function->text))
        return error_set(m->error,
                         "%s is unknown here: foreign code (nothing of it was "
                         "executed)",
                         function->text);
    if (class || name->makes == PICKLE_STORAGE ||
        (name->arguments && !pt_pickle_is_tuple(arguments, name->arguments)))
        return pt_fault(m, "a call that no model file needs");
    pt_push(m, name->makes)->arguments = arguments;
    return true;
}

// A layer without anything in it yet, or an object of another class.
bool pt_new_object(Machine *m)
{
    PickleNode *arguments = pt_pop(m), *class = pt_pop(m);
    if (!pt_pickle_is(class, PICKLE_NAME) ||
        class->name->makes != PICKLE_OBJECT ||
        !pt_pickle_is(arguments, PICKLE_TUPLE) ||
        (module_type_find(class->text) && arguments->count > 0))
        return pt_fault(m, "an object of what is no layer");
    PickleNode *object = pt_push(m, PICKLE_OBJECT);
    object->text = text_new_copy(class->text);
    object->type = module_type_find(class->text);
    return true;
}

// Its attributes, which come after it. What a foreign class makes of others
// than a dict is its own affair.
bool pt_build(Machine *m)
{
    PickleNode *attributes = pt_pop(m), *object = pt_top(m);
    bool other = pt_pickle_is(object, PICKLE_OTHER);
    bool foreign = pt_pickle_is(object, PICKLE_OBJECT) && !object->type;
    if (other || (foreign && attributes->kind != PICKLE_DICT))
        return true;
    if (!object || !pt_pickle_is(attributes, PICKLE_DICT) ||
        object->attributes ||
        (object->kind != PICKLE_OBJECT && object->kind != PICKLE_DICT))
        return pt_fault(m, "attributes for what can have none");
    object->attributes = attributes;
    return true;
}

// Where the numbers of a tensor lie: type, record and count.
bool pt_storage(Machine *m)
{
    PickleNode *tuple = pt_pop(m);
    if (!pt_pickle_is_tuple(tuple, "tNtti") ||
        strcmp(tuple->item[0]->text, "storage") != 0 ||
        tuple->item[1]->name->makes != PICKLE_STORAGE)
        return pt_fault(m, "a storage with the wrong facts");
    pt_push(m, PICKLE_STORAGE)->arguments = tuple;
    return true;
}
