#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exercise.h"
#include "nn.h"

long long count_chain(int layers, const int *width, bool bias);
long long count_model(const Module *model);

enum { WIDTHS = 5 };

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
    about(!bias, "no bias");
    about(i == 2, "more weights than an int can count");
    about(layers == 1, "one layer");
    given("%d layer%s %s bias", layers, layers == 1 ? "" : "s",
          bias ? "with" : "without");
    given_ints("width", 1, layers + 1, widths);
    int *width = case_copy_new(widths, layers + 1, sizeof *widths);
    answer("count", (double)count_chain(layers, width, bias));
    case_input_free(width);
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

// Two layers that share their weight; each has its own bias, or none.
static void add_twins(Module *model, char *text, bool bias)
{
    int size = case_int(2, 9);
    Module first = module_new_linear(size, size, bias);
    Module second = module_new_linear(size, size, bias);
    tensor_free(second.linear.weight);
    second.linear.weight = tensor_share(first.linear.weight);
    sequential_add(model, NULL, first);
    sequential_add(model, NULL, second);
    sprintf(text + strlen(text),
            " two layers Linear(%d, %d%s), which share one weight", size, size,
            bias ? "" : ", no bias");
}

static void count(const void *model)
{
    count_model(model);
}

static void run_model(int i)
{
    Module model = module_new("Sequential");
    char text[300] = "";
    if (i >= 6)
        add_twins(&model, text, i != 6);
    else if (i != 2)
        add_layers(&model, text, 2, i != 1, i == 0);
    if (i >= 3 && i < 6) {
        Module inner = module_new("Sequential");
        strcat(text, ", inside another Sequential:");
        if (i == 5)
            strcat(text, " nothing but a third one:");
        add_layers(&inner, text, i - 2, i % 2, false);
        if (i == 5) {
            Module middle = module_new("Sequential");
            sequential_add(&middle, NULL, inner);
            inner = middle;
        }
        sequential_add(&model, NULL, inner);
    }
    about(i == 1 || i == 6, "no bias");
    about(i == 2, "no layer");
    about(i >= 3 && i < 6, "a Sequential inside another");
    about(i == 5, "a Sequential inside that one");
    about(i >= 6, "two layers share a tensor");
    given("Sequential of%s", i == 2 ? " nothing" : text);
    answer("count", (double)count_model(&model));
    answer("the list is given back: yes (1) or no (0)",
           !case_keeps_memory(count, &model));
    module_free(&model);
}

const ExerciseItem exercise_items[] = {
    {"chain", 2, "counting from the widths", run_chain, 6, 1e-12},
    {"model", 2, "counting what a model holds", run_model, 8, 1e-12},
    {0}};

#include EXERCISE
