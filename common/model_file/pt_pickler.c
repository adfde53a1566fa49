/*: # The language of a pickle

The pickle's instructions are letters already, so whoever writes a pickle here
spells them as they are, with four shorthands: `'training'` is that text,
`<torch.FloatStorage>` that name, `O` an empty `OrderedDict`, and `q` gets its
number by itself. `q` means *put*: the value will be needed again and gets the
next number of the memo. When Python meets an object a second time it writes
*get* with that number. A name like `training` is one object in the whole
program; the key of a storage is made anew each time.

A dict with one entry; the `q` became `q` and the byte 0, then `q` and 1:

```{.c example="pt_pickler"}
```

![The same bytes, an instruction a line](pt_pickler.svg){#fig-pt-pickler alt="A
closing brace is the byte 7d, an empty dict; q is 71 00, memo 0; the text dim is
58, its length and its letters, then 71 01, memo 1; pt_emit_int(1) is 4b 01; s
is 73, the entry is set; the point is 2e, the end"} */
#include "model_file/pt_pickler.h"

#include <string.h>

#include "base.h"

static void write_memo(Pickler *w, const char *codes, uint32_t number)
{
    bytes_add(&w->pickle, number < 256 ? codes : codes + 1, 1);
    bytes_add_number(&w->pickle, number, number < 256 ? 1 : 4);
}

void pt_emit_get(Pickler *w, uint32_t number)
{
    write_memo(w, "hj", number);
}

// A text, or a name, whose module and itself stand on lines of their own.
static void write_new(Pickler *w, char code, const char *text, size_t length)
{
    bytes_add(&w->pickle, &code, 1);
    if (code == 'X')
        bytes_add_number(&w->pickle, length, 4);
    bytes_add(&w->pickle, text, length);
    if (code == 'c') {
        size_t point = w->pickle.size - 1;
        while (w->pickle.data[point] != '.')
            point--;
        w->pickle.data[point] = '\n';
        bytes_add_text(&w->pickle, "\n");
    }
    write_memo(w, "qr", w->puts++);
}

// The same, once; after that only its number in the memo.
static void write_shared(Pickler *w, char code, const char *text, size_t length)
{
    for (int i = 0; i < w->shared_count; i++)
        if (w->shared[i].length == length &&
            memcmp(w->shared[i].text, text, length) == 0) {
            pt_emit_get(w, w->shared[i].number);
            return;
        }
    w->shared = memory_resize(w->shared, (size_t)w->shared_count + 1,
                              sizeof *w->shared);
    w->shared[w->shared_count++] = (struct Shared){text, length, w->puts};
    write_new(w, code, text, length);
}

void pt_emit_text(Pickler *w, const char *text)
{
    write_new(w, 'X', text, strlen(text));
}

void pt_emit_shared(Pickler *w, char code, const char *text)
{
    write_shared(w, code, text, strlen(text));
}

void pt_emit(Pickler *w, const char *code)
{
    for (; *code; code++)
        if (*code == 'q') {
            write_memo(w, "qr", w->puts++);
        } else if (*code == 'O') {
            pt_emit(w, "<collections.OrderedDict>)Rq");
        } else if (*code == '\'' || *code == '<') {
            size_t length = strcspn(code + 1, "'>");
            write_shared(w, *code == '<' ? 'c' : 'X', code + 1, length);
            code += length + 1;
        } else {
            bytes_add(&w->pickle, code, 1);
        }
}

void pt_emit_int(Pickler *w, int number)
{
    int size = number < 0 || number > 0xffff ? 4 : number > 0xff ? 2 : 1;
    pt_emit(w, size == 4 ? "J" : size == 2 ? "M" : "K");
    bytes_add_number(&w->pickle, (uint64_t)(int64_t)number, size);
}

/*: A double stands with its highest byte first, unlike all other numbers. */
void pt_emit_real(Pickler *w, double number)
{
    uint64_t bits;
    memcpy(&bits, &number, sizeof bits);
    pt_emit(w, "G");
    for (int i = 7; i >= 0; i--)
        bytes_add_number(&w->pickle, bits >> 8 * i & 0xff, 1);
}
