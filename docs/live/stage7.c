// What stage 7 does more when it runs in a page: while it makes names it notes
// for each letter what the four heads look at and how probable each next letter
// is. make_name() asks tensor_softmax for both.
//
// The linker puts each __wrap_f between f and its callers (--wrap, live.mk).
#include "../../stages/stage7/stage7.h"

// The last row of each softmax: that of the letter behind which one is made.
typedef struct Note {
    float name,
        letters; // which name, and how many letters it has with the edge
    float share[HEADS][BLOCK];
    float probability[LETTERS];
} Note;

static Note *note;
static int notes, names, head; // head: the next one of this letter
static bool making;

Tensor *__real_tensor_softmax(Tensor *x, int dim);
Tensor *__wrap_tensor_softmax(Tensor *x, int dim);
void __real_make_name(Gpt *gpt, double temperature, char name[NAME_MAX + 1]);
void __wrap_make_name(Gpt *gpt, double temperature, char name[NAME_MAX + 1]);

bool __wrap_model_load_state(const char *path, Module *model, Error *error);
bool __wrap_model_save_state(const char *path, const Module *model, bool layers,
                             Error *error);

#define EXPORT(name) __attribute__((export_name(#name)))

EXPORT(note_count) int note_count(void);
EXPORT(note_size) int note_size(void);
EXPORT(first_note) float *first_note(void);

// There is no slider for files, and what reads them would be a third of the
// program.
bool __wrap_model_load_state(const char *path, Module *model, Error *error)
{
    (void)model;
    return error_set(error, "%s: a page has no files", path);
}

bool __wrap_model_save_state(const char *path, const Module *model, bool layers,
                             Error *error)
{
    (void)model, (void)layers;
    return error_set(error, "%s: a page has no files", path);
}

void __wrap_make_name(Gpt *gpt, double temperature, char name[NAME_MAX + 1])
{
    making = true;
    __real_make_name(gpt, temperature, name);
    making = false;
    names++;
}

Tensor *__wrap_tensor_softmax(Tensor *x, int dim)
{
    Tensor *y = __real_tensor_softmax(x, dim);
    if (!making)
        return y;
    int n = tensor_rows(y), cols = tensor_cols(y);
    if (head == 0) {
        note = memory_resize(note, (size_t)notes + 1, sizeof *note);
        note[notes++] = (Note){(float)names, (float)n, {{0}}, {0}};
    }
    Note *now = &note[notes - 1];
    float *row = head < HEADS ? now->share[head] : now->probability;
    memcpy(row, y->data + (n - 1) * cols, (size_t)cols * sizeof *row);
    head = head < HEADS ? head + 1 : 0;
    return y;
}

int note_count(void)
{
    return notes;
}

int note_size(void)
{
    return sizeof(Note) / sizeof(float);
}

float *first_note(void)
{
    return note ? &note->name : NULL;
}
