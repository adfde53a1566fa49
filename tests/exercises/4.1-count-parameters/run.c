#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercise.h"
#include "nn.h"

long long count_chain(int layers, const int *width, bool bias);
long long count_model(const Module *model);

enum { WIDTHS = 5 };

// 0: the worked example; 1: no bias; 2: more than an int; 3: one layer.
static void run_chain(int i)
{
    int widths[WIDTHS] = {4, 16, 3}, layers = 2;
    bool bias = i != 1;
    if (i == 2)
        widths[0] = widths[1] = 100000;
    if (i >= 3)
        layers = i - 2;
    for (int k = 0; i >= 3 && k <= layers; k++)
        widths[k] = case_int(1, 30);
    given("%d layer%s %s bias", layers, layers == 1 ? "" : "s",
          bias ? "with" : "without");
    given_ints("width", 1, layers + 1, widths);
    int *width = case_copy_new(widths, layers + 1, sizeof *widths);
    answer("count", (double)count_chain(layers, width, bias));
    free(width);
}

// The chapter's model, or layers of random widths.
static void add_layers(Module *model, char *text, int layers, bool bias,
                       bool chapter)
{
    int size[WIDTHS] = {4, 16, 3};
    for (int k = 0; k < WIDTHS && !chapter; k++)
        size[k] = case_int(1, 9);
    for (int k = 0; k < layers; k++) {
        sequential_add(model, NULL,
                       module_new_linear(size[k], size[k + 1], bias));
        sequential_add(model, NULL, module_new(k % 2 ? "Tanh" : "Sigmoid"));
        sprintf(text + strlen(text), " Linear(%d, %d%s)", size[k], size[k + 1],
                bias ? "" : ", no bias");
    }
}

// Many times, so that what is made once and kept does not count.
static bool memory_kept(const Module *model)
{
    enum { TIMES = 16 };
    size_t before = 0;
    for (int k = 0; k < 2 * TIMES; k++) {
        if (k == TIMES)
            before = case_memory();
        count_model(model);
    }
    return case_memory() > before;
}

// 0: the worked example; 1: no bias; 2: no layer; from 3 on a Sequential in the
// other.
static void run_model(int i)
{
    Module model = module_new("Sequential");
    char text[200] = "";
    if (i != 2)
        add_layers(&model, text, 2, i != 1, i == 0);
    if (i >= 3) {
        Module inner = module_new("Sequential");
        strcat(text, ", inside another Sequential:");
        add_layers(&inner, text, i - 2, i % 2, false);
        sequential_add(&model, NULL, inner);
    }
    given("Sequential of%s", i == 2 ? " nothing" : text);
    answer("count", (double)count_model(&model));
    answer("the list is given back: yes (1) or no (0)", !memory_kept(&model));
    module_free(&model);
}

const ExerciseItem exercise_items[] = {
    {"chain", 2, "counting from the widths", run_chain, 6, 1e-12},
    {"model", 2, "counting what a model holds", run_model, 6, 1e-12},
    {0}};

#include EXERCISE
