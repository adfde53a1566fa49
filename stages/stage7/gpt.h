// A GPT of names, for any program: the list of names (names.c), the model
// (gpt.c), the next letter (sample.c).
#ifndef GPT_H
#define GPT_H

#include "kindling.h"
#include "program/program.h"

// Letters are numbers: 1 to 26 for a to z, and 0, the edge, before the first
// letter of a name and behind its last.
enum { EDGE = 0, LETTERS = 27, NAME_MAX = 15 };

// names.c. A name has 1 to NAME_MAX letters.
typedef struct Names {
    int count, tests; // of the count the last ones are kept for the examination
    char (*name)[NAME_MAX + 1];
} Names;

// One name a line; a file that is no such list stops the program. The order is
// drawn from this thread's generator.
Names names_read_shuffled(const char *path);
void names_free(Names *names);
bool names_have(const Names *names, const char *name);
// The numbers of the edge, of the letters, of the edge. Returns how many
// letters have one before them: strlen(name) + 1.
int name_encode(const char *name, float number[NAME_MAX + 2]);
char letter_of(int number);

// gpt.c: the sizes, and the parameters.
enum { BLOCK = NAME_MAX + 1, WIDTH = 16, HEADS = 4, HEAD_WIDTH = 4 };

typedef struct Head {
    Tensor *query, *key, *value; // (4, 16)
    Tensor *output;              // (16, 4)
} Head;

typedef struct Gpt {
    Module module;     // owns all of these, and has their names
    Tensor *tokens;    // (27, 16): a row for each letter
    Tensor *positions; // (16, 16): a row for each place
    Head head[HEADS];
    Tensor *up, *down;        // (64, 16), (16, 64)
    Tensor *letters;          // (27, 16)
    Tensor *attention[HEADS]; // (n, n), of the last pass, on the tape
} Gpt;

// Draws the parameters from this thread's generator.
Gpt gpt_new(void);
void gpt_free(Gpt *gpt);
// The numbers of n letters, (n) -> a score for each letter that may come next,
// (n, 27).
Tensor *gpt_forward(Gpt *gpt, Tensor *letters);
// How much it is surprised by numbers 1 to n, each after those before it; there
// are n + 1, as from name_encode().
Tensor *gpt_loss(Gpt *gpt, const float *number, int n, Reduction reduction);
// How much of its attention each head gives to which letter of a name.
void attention_write(Gpt *gpt, const char *name);

// sample.c: draws from the generator which letter is next, and whole names.
int sample(const float *probability, int count);
void make_name(Gpt *gpt, double temperature, char name[NAME_MAX + 1]);

#endif
