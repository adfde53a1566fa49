/*: # Where the model is

Who trains for days saves more than the model, so that the training can go on
where it broke off: the epoch, what the optimiser remembers, the loss. Such a
file is called a **checkpoint**, and everybody makes it a little differently:

```python
torch.save({'epoch': 3, 'model_state_dict': model.state_dict(),
            'optimizer_state_dict': adam.state_dict()}, 'checkpoint.pt')
```

Somewhere in it is a dict of tensors, or a whole model. This chapter finds it:

```{.c example="pt_search"}
```

![A checkpoint, and the part of it that is the
model](pt_search.svg){#fig-pt-search alt="A dict with three keys; behind
model_state_dict is a dict of tensors, which is taken, behind
optimizer_state_dict the state of an optimiser, which is passed over"} */
#include <stdlib.h>
#include <string.h>

#include "model_file/pt_contents.h"

/*: ## Likely and unlikely

There are names that mean the model wherever they are used. A dict that is found
under none of them is the model only if no other one is. */
static int rank_of(const char *key)
{
    static const char *const likely[] = {
        "model_state_dict", "state_dict", "model_state", "model", "net",
        "network",          "module",     "weights"};
    enum { LIKELY = sizeof likely / sizeof *likely };
    int rank = 0;
    while (rank < LIKELY && strcmp(key, likely[rank]) != 0)
        rank++;
    return rank < LIKELY ? rank : rank + 1;
}

enum { RANK_OF_ROOT = 8 }; // between these and all other names

static bool holds_tensors(const PickleNode *dict)
{
    for (int i = 0; i < dict->count; i += 2)
        if (pt_pickle_is_tensor(dict->item[i + 1]))
            return true;
    return false;
}

// Beside a model there may be tensors that are no parameters, such as the mean
// of the data: a layer has a weight.
static bool has_weights(const PickleNode *dict)
{
    for (int i = 0; i < dict->count; i += 2)
        if (strstr(dict->item[i]->text, "weight"))
            return true;
    return false;
}

// A layer, or a class that has layers.
static bool is_model(const PickleNode *object)
{
    return object->type || (object->attributes &&
                            pt_pickle_get(object->attributes, "_modules"));
}

// An optimiser has tensors too, but they are no parameters.
bool pt_is_optimizer(const PickleNode *node)
{
    return pt_pickle_is(node, PICKLE_DICT) &&
           pt_pickle_get(node, "param_groups") && pt_pickle_get(node, "state");
}

/*: ## The search

It goes from dict to dict, not deeper than a sane file is, and a crafted one may
not keep it busy: its steps are counted. */
typedef struct Search {
    PtPart *part;
    int count, steps;
} Search;

// As likely as those that were found, or likelier: then these are forgotten.
static void add_part(Search *s, const PickleNode *node, const char *path,
                     int rank)
{
    if (s->count > 0 && rank < s->part[0].rank)
        while (s->count > 0)
            free(s->part[--s->count].path);
    if (s->count < PT_PARTS_MAX && (s->count == 0 || rank == s->part[0].rank))
        s->part[s->count++] = (PtPart){node, text_new_copy(path), rank};
}

static void look(Search *s, const PickleNode *node, const char *path, int rank,
                 int depth);

// One step further in. What is found there is as likely as the likeliest name
// on the way.
static void look_at(Search *s, const PickleNode *node, const char *path,
                    const char *key, int rank, int depth)
{
    enum { STEPS_MAX = 10000 };
    if (s->steps++ >= STEPS_MAX)
        return;
    int own = 100 * rank_of(key);
    char *longer = text_new_path(path, key);
    look(s, node, longer, depth > 0 && rank < own ? rank : own, depth + 1);
    free(longer);
}

// Into lists and dicts; an optimiser is not looked into.
static void look(Search *s, const PickleNode *node, const char *path, int rank,
                 int depth)
{
    enum { DEEPEST = 8 };
    if (depth > DEEPEST)
        return;
    if (node->kind == PICKLE_OBJECT && is_model(node))
        add_part(s, node, path, rank + depth);
    for (int i = 0; pt_pickle_is_list(node) && i < node->count; i++) {
        char key[32];
        snprintf(key, sizeof key, "%d", i);
        look_at(s, node->item[i], path, key, rank, depth);
    }
    if (node->kind != PICKLE_DICT || pt_is_optimizer(node))
        return;
    int unlikely = has_weights(node) ? 0 : 1000;
    if (holds_tensors(node) || (depth == 0 && node->count == 0))
        add_part(s, node, path, rank + depth + unlikely);
    for (int i = 0; i < node->count; i += 2)
        look_at(s, node->item[i + 1], path, node->item[i]->text, rank, depth);
}

// A file that is nothing else is as likely as one of the names above.
int pt_find_parts(const PickleNode *root, PtPart part[PT_PARTS_MAX])
{
    Search s = {.part = part};
    look(&s, root, "", 100 * RANK_OF_ROOT, 0);
    return s.count;
}

/*: ## What else there is

Numbers are shown: `epoch (3), optimizer_state_dict, loss (0.25)`. */
static void add_fact(Bytes *text, const char *key, const PickleNode *value)
{
    char number[40] = "";
    if (value->kind == PICKLE_INT)
        snprintf(number, sizeof number, " (%lld)", (long long)value->number);
    if (value->kind == PICKLE_REAL)
        snprintf(number, sizeof number, " (%g)", value->real);
    bytes_add_text(text, text->size > 0 ? ", " : "");
    bytes_add_text(text, quote(key).chars);
    bytes_add_text(text, number);
}

// All but the part that is the model; the first twenty.
char *pt_beside(const PickleNode *dict, const char *path)
{
    enum { FACTS_MAX = 20 };
    Bytes text = {0};
    int facts = 0;
    size_t length = path ? strcspn(path, ".") : 0;
    for (int i = 0; i < dict->count; i += 2) {
        const char *key = dict->item[i]->text;
        bool inside =
            path && strlen(key) == length && strncmp(key, path, length) == 0;
        if (!inside && (path || !pt_pickle_is_tensor(dict->item[i + 1])) &&
            facts++ < FACTS_MAX)
            add_fact(&text, key, dict->item[i + 1]);
    }
    if (facts > FACTS_MAX)
        bytes_add_text(&text, ", and more");
    if (text.size > 0)
        bytes_add(&text, "", 1);
    return (char *)text.data;
}

/*: ## No model at all */
void pt_name_problem(const PickleNode *root, Error *problem)
{
    static const char AND[] = "it holds neither a model nor a state dict, but ";
    if (pt_pickle_is_tensor(root))
        error_set(problem, "%sa single tensor", AND);
    else if (pt_pickle_is_list(root))
        error_set(problem, "%sa list of %d", AND, root->count);
    else if (root->kind == PICKLE_OBJECT)
        error_set(problem, "%san object of the class %s", AND,
                  quote(root->text).chars);
    else if (pt_is_optimizer(root))
        error_set(problem, "%swhat an optimiser remembers", AND);
    else if (root->kind == PICKLE_DICT)
        error_set(problem, "%sa dict without tensors", AND);
    else
        error_set(problem, "%sa single value", AND);
}
