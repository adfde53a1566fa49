// Reads the files of tests/golden/, which record.py wrote: what PyTorch, NumPy
// and scikit-learn answered. Tests run in the project's top folder.
//
//     static Golden g;  golden_open(&g, "ops.txt");
//     while (golden_next(&g))              one line; its first word is g.key
//         … golden_word(&g), golden_number(&g), golden_new_tensor(&g) …
// The line is cut as it is read. In a line of text ("| …") g.at is the text.
#ifndef GOLDEN_H
#define GOLDEN_H

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tensor.h"

typedef struct Golden {
    FILE *file;
    int line;  // for messages
    char *key; // the first word
    char *at;  // the rest of the line that is not read yet
    char text[1 << 16];
} Golden;

static inline void golden_open(Golden *g, const char *name)
{
    char path[64];
    snprintf(path, sizeof path, "tests/golden/%s", name);
    *g = (Golden){.file = fopen(path, "r")};
    ck_assert_msg(g->file != NULL, "%s: run this in the top folder", path);
}

// The next word of the line, or NULL at its end.
static inline char *golden_word(Golden *g)
{
    char *word = g->at + strspn(g->at, " ");
    if (*word == '\0')
        return NULL;
    g->at = word + strcspn(word, " ");
    if (*g->at != '\0')
        *g->at++ = '\0';
    return word;
}

// Goes to the next line; false at the end, and closes the file.
static inline bool golden_next(Golden *g)
{
    if (fgets(g->text, sizeof g->text, g->file) == NULL) {
        fclose(g->file);
        return false;
    }
    g->line++;
    ck_assert_msg(strchr(g->text, '\n') != NULL, "line %d: too long", g->line);
    g->text[strcspn(g->text, "\n")] = '\0';
    g->at = g->text;
    g->key = golden_word(g);
    return true;
}

static inline double golden_number(Golden *g)
{
    char *word = golden_word(g), *end = word;
    double number = word ? strtod(word, &end) : 0;
    ck_assert_msg(word && *end == '\0', "line %d: no number", g->line);
    return number;
}

// "[2,3] 1 2 3 4 5 6", "[1200] arange step start" or "[9] all x", to be freed.
static inline Tensor *golden_new_tensor(Golden *g)
{
    char *word = golden_word(g);
    ck_assert_msg(word && word[0] == '[', "line %d: no tensor", g->line);
    int rows = 0, cols = 0;
    int ndim = sscanf(word, "[%d,%d]", &rows, &cols);
    Tensor *t = tensor_new_zeros(ndim == 2   ? shape_2d(rows, cols)
                                 : ndim == 1 ? shape_1d(rows)
                                             : shape_0d());
    g->at += strspn(g->at, " ");
    bool arange = *g->at == 'a' && g->at[1] == 'r',
         all = strncmp(g->at, "all", 3) == 0;
    if (arange || all)
        golden_word(g);
    double step = arange ? golden_number(g) : 0;
    double first = arange || all ? golden_number(g) : 0;
    for (int i = 0; i < tensor_numel(t); i++)
        t->data[i] =
            (float)(arange || all ? step * i + first : golden_number(g));
    return t;
}

// Equal to the last bit, the sign of zero included; every NaN equals every NaN.
static inline bool float_same(float a, float b)
{
    return (isnan(a) && isnan(b)) || memcmp(&a, &b, sizeof a) == 0;
}

// The text's next line must be the golden line; goes on to the line after.
static inline void golden_expect_line(const Golden *g, char **text)
{
    size_t length = strcspn(*text, "\n");
    ck_assert_msg(strlen(g->at) == length && strncmp(g->at, *text, length) == 0,
                  "line %d: expected\n%s\ngot\n%.*s", g->line, g->at,
                  (int)length, *text);
    *text += length + ((*text)[length] == '\n');
}

// Runs the tests; what main() returns.
static inline int run_tests(const char *name, TCase *tests)
{
    Suite *suite = suite_create(name);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}

#endif
