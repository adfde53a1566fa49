// What ./stage4 --describe does more when it runs in a page: the machine that
// reads the pickle can be stopped before any of its instructions, and what then
// lies on its stack and in its memo is written to a file, for the page to show.
//
// The linker puts each __wrap_f between f and its callers (--wrap, live.mk).
#include "../../stages/stage4/stage4.h"

#include "file.h"
#include "model_file/pt_contents.h"
#include "model_file/pt_machine.h"

enum { TEXT_LONGEST = 60, NEST_MAX = 3 };

static const char *path; // of the file that is described
static Bytes file;
static const ZipRecord *pickle;
static const Machine *machine; // that reads now
static size_t after;           // where its next instruction may begin
static size_t *place;          // of each instruction, and behind the last one
static int steps;              // instructions so far
static int stop_at = -1;       // what is on the stack after so many of them?

bool __real_model_file_describe(FILE *out, const char *name, Error *error);
bool __wrap_model_file_describe(FILE *out, const char *name, Error *error);
void *__real_memory_new(size_t count, size_t size);
void *__wrap_memory_new(size_t count, size_t size);
void __real_free(void *memory);
void __wrap_free(void *memory);
uint64_t __real_kindling_bytes_number(const unsigned char *from, int size);
uint64_t __wrap_kindling_bytes_number(const unsigned char *from, int size);

#define EXPORT(name) __attribute__((export_name(#name)))

EXPORT(map) void map(void);
EXPORT(stack_after) int stack_after(int step);
EXPORT(place_of) int place_of(int step);

// --------------------------------------------------------------- in main()
bool __wrap_model_file_describe(FILE *out, const char *name, Error *error)
{
    path = name;
    return __real_model_file_describe(out, name, error);
}

// ------------------------------------------------------------- after main()
// The map of the file, as gnuplot gets it; of a damaged file there is none.
void map(void)
{
    static Zip zip;
    Error error;
    if (!file_read(path, UINT32_MAX, &file, &error) ||
        !pt_zip_read(&zip, file.data, file.size, &error))
        return;
    pickle = pt_zip_find(&zip, "data.pkl");
    file_map_write("map.dat", path);
}

static void write_node(FILE *out, const PickleNode *node, int nested);

// Each as Python would write it, as long as that is short.
static void write_tuple(FILE *out, const PickleNode *tuple, int nested)
{
    fputc('(', out);
    for (int i = 0; i < tuple->count && nested < NEST_MAX; i++) {
        fputs(i > 0 ? ", " : "", out);
        write_node(out, tuple->item[i], nested + 1);
    }
    fputs(nested == NEST_MAX ? "…)" : tuple->count == 1 ? ",)" : ")", out);
}

// Of a call that is not made, and of what it would have made.
static void write_note(FILE *out, const PickleNode *node, int nested)
{
    PickleKind kind = node->kind;
    int item = kind == PICKLE_PARAMETER ? 0 : 2; // its tensor; record or shape
    if (kind == PICKLE_OBJECT)
        fprintf(out, "object %s%s", node->text,
                node->attributes ? ", with attributes" : "");
    else
        fputs(kind == PICKLE_STORAGE  ? "storage "
              : kind == PICKLE_TENSOR ? "tensor "
                                      : "parameter: ",
              out);
    if (kind != PICKLE_OBJECT && node->arguments->count > item)
        write_node(out, node->arguments->item[item], nested);
}

static void write_node(FILE *out, const PickleNode *node, int nested)
{
    if (node->kind == PICKLE_BOOL)
        fputs(node->number ? "True" : "False", out);
    else if (node->kind == PICKLE_INT)
        fprintf(out, "%lld", (long long)node->number);
    else if (node->kind == PICKLE_REAL)
        fprintf(out, "%g", node->real);
    else if (node->kind == PICKLE_TEXT)
        fprintf(out, "'%.*s'", TEXT_LONGEST, node->text);
    else if (node->kind == PICKLE_TUPLE)
        write_tuple(out, node, nested);
    else if (node->kind == PICKLE_DICT)
        fprintf(out, "dict with %d keys", node->count / 2);
    else if (node->kind == PICKLE_NAME)
        fprintf(out, "the name %s", node->text);
    else if (strchr("STPO", (char)node->kind))
        write_note(out, node, nested);
    else
        fputs(node->kind == PICKLE_MARK   ? "mark"
              : node->kind == PICKLE_NONE ? "None"
              : node->kind == PICKLE_LIST ? "[]"
                                          : "set()",
              out);
}

// A line for each value, the topmost first: s for the stack, m for the memo.
static void write_stack(void)
{
    const Machine *m = machine;
    FILE *out = fopen("stack.txt", "w");
    for (int i = m->depth - 1; i >= 0; i--) {
        fputs("s ", out);
        write_node(out, m->stack[i], 0);
        fputc('\n', out);
    }
    for (int i = m->memo_count - 1; i >= 0; i--) {
        fprintf(out, "m %d: ", i);
        write_node(out, m->memo[i], 0);
        fputc('\n', out);
    }
    fclose(out);
}

// Here an instruction begins, and all before it have been performed.
static void note(size_t at)
{
    if (stop_at == steps)
        write_stack();
    place = memory_resize(place, (size_t)steps + 2, sizeof *place);
    place[steps++] = (size_t)(pickle->data - file.data) + at;
}

// The machine is made; its first instruction says which language this is.
void *__wrap_memory_new(size_t count, size_t size)
{
    void *new = __real_memory_new(count, size);
    if (size == sizeof(Machine) && stop_at >= 0) {
        machine = new;
        after = 1;
        note(0);
    }
    return new;
}

// Each instruction is looked up, its number is read, and then it is performed.
// (The bytes of a LONG1 are read as a number too, right behind the first one.)
uint64_t __wrap_kindling_bytes_number(const unsigned char *from, int size)
{
    if (machine && from > machine->data + after) {
        note((size_t)(from - machine->data) - 1);
        after = machine->at;
    }
    return __real_kindling_bytes_number(from, size);
}

// The memo goes first, at the instruction to stop or at a fault.
void __wrap_free(void *memory)
{
    if (memory && machine && memory == machine->memo) {
        if (machine->at == machine->size && machine->depth == 1)
            note(machine->size - 1);
        if (stop_at >= steps)
            write_stack();
        place[steps] = (size_t)(machine->data - file.data) + machine->at;
        machine = NULL;
    }
    __real_free(memory);
}

// Writes what lies on the stack after so many instructions to stack.txt.
// Returns how many there are; without a pickle none.
int stack_after(int step)
{
    Pickle tree;
    Error error;
    if (pickle == NULL)
        return 0;
    steps = 0;
    stop_at = step;
    pt_pickle_read(&tree, pickle->data, pickle->size, &error);
    pt_pickle_free(&tree);
    stop_at = -1;
    return steps;
}

// In the file; behind the last one, where the machine has stopped.
int place_of(int step)
{
    return (int)place[step];
}
