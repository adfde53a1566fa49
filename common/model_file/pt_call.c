/*: # Calls that are not made

`REDUCE` calls a function with a tuple of arguments, `NEWOBJ` makes an object of
a class, `BUILD` gives it its attributes, `BINPERSID` asks the program that
loads for something outside, here for the numbers of a tensor. Each becomes a
node that says so.

A call in a pickle, and what the reader makes of it:

```{.c example="pt_call"}
```

![A call in a pickle](pt_call.svg){#fig-pt-call alt="Python would call the
function; here a known name becomes a node, and an unknown one is refused"} */
#include "model_file/pt_machine.h"

bool pt_reduce(Machine *m)
{
    PickleNode *arguments = pt_pop(m), *function = pt_pop(m);
    if (!function || function->kind != PICKLE_NAME ||
        arguments->kind != PICKLE_TUPLE)
        return pt_fault(m, "a call of what is no function");
    PickleRole role = function->name->role;
    if (role == ROLE_ORDERED_DICT && arguments->count == 0)
        pt_push(m, PICKLE_DICT);
    else if (role == ROLE_SET && arguments->count == 1 &&
             arguments->item[0]->kind == PICKLE_LIST)
        pt_push(m, PICKLE_SET);
    else if (role == ROLE_TENSOR)
        pt_push(m, PICKLE_TENSOR)->value = arguments;
    else if (role == ROLE_PARAMETER)
        pt_push(m, PICKLE_PARAMETER)->value = arguments;
    else
        return pt_fault(m, "a call that no model file needs");
    return true;
}

// A layer without anything in it yet.
bool pt_new_object(Machine *m)
{
    PickleNode *arguments = pt_pop(m), *class = pt_pop(m);
    if (!class || class->kind != PICKLE_NAME ||
        (class->name->role != ROLE_MODULE &&
         class->name->role != ROLE_OWN_CLASS) ||
        arguments->kind != PICKLE_TUPLE || arguments->count != 0)
        return pt_fault(m, "an object of what is no layer");
    PickleNode *object = pt_push(m, PICKLE_OBJECT);
    object->name = class->name;
    object->text = class->text;
    object->length = class->length;
    object->type = module_type_at(class->text, class->length + 1);
    return true;
}

// Its attributes, which come after it.
bool pt_build(Machine *m)
{
    PickleNode *attributes = pt_pop(m), *object = pt_top(m);
    if (!object || attributes->kind != PICKLE_DICT || object->value ||
        (object->kind != PICKLE_OBJECT && object->kind != PICKLE_DICT))
        return pt_fault(m, "attributes for what can have none");
    object->value = attributes;
    return true;
}

// Where the numbers of a tensor lie: type, record and count.
bool pt_storage(Machine *m)
{
    PickleNode *tuple = pt_pop(m);
    PickleNode **fact = tuple ? tuple->item : NULL;
    if (!tuple || tuple->kind != PICKLE_TUPLE || tuple->count != 5 ||
        !pt_pickle_is_text(fact[0], "storage") ||
        fact[1]->kind != PICKLE_NAME || fact[1]->name->role != ROLE_STORAGE ||
        fact[2]->kind != PICKLE_TEXT || fact[3]->kind != PICKLE_TEXT ||
        fact[4]->kind != PICKLE_INT)
        return pt_fault(m, "a storage with the wrong facts");
    pt_push(m, PICKLE_STORAGE)->value = tuple;
    return true;
}
