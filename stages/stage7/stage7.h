// Stage 7 in six files: training and making names (stage7.c), what it can be
// asked to do (gpt_options.c), the list of names (names.c), pairs of letters
// (bigram.c), the model (gpt.c), the next letter (sample.c).
#ifndef STAGE7_H
#define STAGE7_H

#include "kindling.h"
#include "program/program.h"

// Letters are numbers: 1 to 26 for a to z, and 0, the edge, before the first
// letter of a name and behind its last.
enum { EDGE = 0, LETTERS = 27, NAME_MAX = 15 };

// gpt_options.c
typedef struct Settings {
    CliCommon common; // epochs are steps
    double temperature;
    int samples;
    bool pairs;
    const char *data, *save, *load;
    char *list; // the path of the names, to be freed
} Settings;
Settings settings_read(int argc, char **argv);

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
// How much of its attention each head gives to which letter of a name.
void attention_write(Gpt *gpt, const char *name);

// bigram.c: how often each letter follows each, and once more, in the names of
// so many training steps; to be freed. (27, 27).
Tensor *pairs_new_count(const Names *names, int steps);
// The mean of -ln p over all letters of the names that are kept apart.
double pairs_examine(const Tensor *count, const Names *names);
// Learns the same table by gradient descent and prints both: all that the
// program does then. Returns its exit status.
int pairs_print(const Tensor *count);
void pairs_write(const char *path, const Tensor *count);

// sample.c: draws from the generator which letter is next, and whole names.
int sample(const float *probability, int count);
void make_name(Gpt *gpt, double temperature, char name[NAME_MAX + 1]);

#endif
