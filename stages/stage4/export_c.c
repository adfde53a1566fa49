/*: # A model as one C file

Where a model is only to be *used*, nothing of this library is needed: weights
are tables of numbers, and a forward pass is a few loops. `--export-c` writes
both into one C file that needs nothing but `libm`:

```{.output of="stage4-export" match="^static void linear" to="^}"}
```

```{.output of="stage4-export" match="^int predict" to="^}"}
```

Whoever includes it calls `predict` with the features as they are in the table;
mean and deviation of the training rows stand in the file, too. To try it:

```sh
./stage4 --load build/stage4/iris_classifier.pt --export-c iris.c
cc -DMAIN iris.c -lm -o iris && echo 5.1 3.5 1.4 0.2 | ./iris
``` */
#include "stage4.h"

/*: ## Layers without parameters

Each is a loop over the numbers of one row. Only those that the model has are
written. */
typedef struct Piece {
    const char *type, *name, *code; // no code: it does nothing when used
} Piece;

static const char SIGMOID[] = "    for (int i = 0; i < n; i++)\n"
                              "        x[i] = 1 / (1 + expf(-x[i]));\n";
static const char TANH[] = "    for (int i = 0; i < n; i++)\n"
                           "        x[i] = tanhf(x[i]);\n";
static const char RELU[] = "    for (int i = 0; i < n; i++)\n"
                           "        x[i] = x[i] < 0 ? 0 : x[i];\n";
static const char LEAKY_RELU[] = "    for (int i = 0; i < n; i++)\n"
                                 "        x[i] *= x[i] < 0 ? slope : 1;\n";
// Without the largest number taken away, expf could give infinity.
static const char SOFTMAX[] = "    float most = x[0], sum = 0;\n"
                              "    for (int i = 1; i < n; i++)\n"
                              "        most = x[i] > most ? x[i] : most;\n"
                              "    for (int i = 0; i < n; i++)\n"
                              "        sum += x[i] = expf(x[i] - most);\n"
                              "    for (int i = 0; i < n; i++)\n"
                              "        x[i] /= sum;\n";
static const char LOG_SOFTMAX[] = "    float most = x[0], sum = 0;\n"
                                  "    for (int i = 1; i < n; i++)\n"
                                  "        most = x[i] > most ? x[i] : most;\n"
                                  "    for (int i = 0; i < n; i++)\n"
                                  "        sum += expf(x[i] - most);\n"
                                  "    for (int i = 0; i < n; i++)\n"
                                  "        x[i] -= most + logf(sum);\n";

static const Piece PIECES[] = {
    {"Sigmoid", "sigmoid", SIGMOID}, {"Tanh", "hyperbolic_tangent", TANH},
    {"ReLU", "relu", RELU},          {"LeakyReLU", "leaky_relu", LEAKY_RELU},
    {"Softmax", "softmax", SOFTMAX}, {"LogSoftmax", "log_softmax", LOG_SOFTMAX},
    {"Dropout", NULL, NULL},         {"Flatten", NULL, NULL},
    {"Identity", NULL, NULL}};
enum { PIECE_COUNT = sizeof PIECES / sizeof *PIECES };

// NULL: none of them, but a linear layer.
static const Piece *piece_of(const Module *layer)
{
    for (int i = 0; i < PIECE_COUNT; i++)
        if (strcmp(PIECES[i].type, module_type_name(layer)) == 0)
            return &PIECES[i];
    return NULL;
}

/*: ## A model as a row of layers

A `Sequential` may hold others. They are followed, and what is left is a row. */
typedef struct Layers {
    int count;
    const Module **layer;
} Layers;

static void collect(const Module *module, Layers *all)
{
    if (strcmp(module_type_name(module), "Sequential") == 0) {
        for (int i = 0; i < module->count; i++)
            collect(&module->child[i], all);
        return;
    }
    size_t count = (size_t)all->count + 1;
    all->layer = memory_resize(all->layer, count, sizeof *all->layer);
    all->layer[all->count++] = module;
}

// The layer that has parameters.
static bool is_linear(const Module *layer)
{
    return strcmp(module_type_name(layer), "Linear") == 0;
}

/*: ## Numbers and names

Nine digits tell each float from its neighbours, so the copy has the same
weights to the last bit. A name comes from somebody's table and may hold
anything: what is no letter or digit is written as its number. */
static void put_number(FILE *file, double number)
{
    if (isfinite(number))
        fprintf(file, "%.8ef", number);
    else
        fputs(isnan(number) ? "NAN"
              : number > 0  ? "INFINITY"
                            : "-INFINITY",
              file);
}

// "static const float weight1[64] = {…};", four numbers a line.
static void put_floats(FILE *file, const char *name, int part, const float *x,
                       int count)
{
    fprintf(file, "static const float %s%d[%d] = {", name, part, count);
    for (int i = 0; i < count; i++) {
        fputs(i % 4 ? ", " : i ? ",\n    " : "\n    ", file);
        put_number(file, x[i]);
    }
    fputs("};\n", file);
}

// Between quotes, as C reads it.
static void put_name(FILE *file, const char *name)
{
    fputc('"', file);
    for (const unsigned char *c = (const unsigned char *)name; *c; c++)
        if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ "
                   "0123456789_-",
                   *c))
            fputc(*c, file);
        else
            fprintf(file, "\\%03o", *c);
    fputc('"', file);
}

// What is not in a model: names, mean and deviation.
static void put_names(FILE *file, const TableSplit *split)
{
    const Table *table = split->table;
    fprintf(file, "const char *const class_name[CLASSES] = {");
    for (int c = 0; c < table->classes; c++) {
        fputs(c ? ",\n    " : "\n    ", file);
        put_name(file, table->class_name[c]);
    }
    fprintf(file, "};\nstatic const double mean[FEATURES] = {");
    for (int f = 0; f < table->features; f++)
        fprintf(file, "%s%.17g", f ? ", " : "", split->scale.mean[f]);
    fprintf(file, "};\nstatic const double deviation[FEATURES] = {");
    for (int f = 0; f < table->features; f++)
        fprintf(file, "%s%.17g", f ? ", " : "", split->scale.deviation[f]);
    fprintf(file, "};\n\n");
}

/*: ## Loops

The function of a linear layer serves all of them; the others are written once
each. */
static void put_functions(FILE *file, const Layers *all)
{
    fputs(
        "static void linear(int in, int out, const float *w, const float *b,\n"
        "                   const float *x, float *y)\n"
        "{\n"
        "    for (int j = 0; j < out; j++) {\n"
        "        y[j] = b ? b[j] : 0;\n"
        "        for (int i = 0; i < in; i++)\n"
        "            y[j] += w[j * in + i] * x[i];\n"
        "    }\n"
        "}\n",
        file);
    for (int p = 0; p < PIECE_COUNT; p++) {
        bool used = false;
        for (int i = 0; i < all->count; i++)
            used |= piece_of(all->layer[i]) == &PIECES[p];
        if (used && PIECES[p].code)
            fprintf(file, "\nstatic void %s(int n, float *x%s)\n{\n%s}\n",
                    PIECES[p].name,
                    strstr(PIECES[p].code, "slope") ? ", float slope" : "",
                    PIECES[p].code);
    }
}

/*: The forward pass: a line for each layer. Behind a linear layer the numbers
have a new place, and all others work where they are. */
static void put_layer(FILE *file, const Module *layer, int *part, int *width)
{
    const Piece *piece = piece_of(layer);
    if (is_linear(layer)) {
        int in = *width, at = ++*part;
        *width = tensor_rows(layer->linear.weight);
        fprintf(file, "    float h%d[%d];\n", at, *width);
        fprintf(file, "    linear(%d, %d, weight%d, ", in, *width, at);
        fprintf(file, layer->linear.bias ? "bias%d" : "0", at);
        fprintf(file, ", h%d, h%d);\n", at - 1, at);
    } else if (piece->code) {
        fprintf(file, "    %s(%d, h%d", piece->name, *width, *part);
        if (strcmp(piece->type, "LeakyReLU") == 0) {
            fputs(", ", file);
            put_number(file, layer->negative_slope);
        }
        fputs(");\n", file);
    }
}

// From the features to the probabilities.
static void put_forward(FILE *file, const Layers *all, int width)
{
    int part = 0;
    fputs("\n// Fills in the probabilities; returns the most probable class.\n"
          "int predict(const double features[FEATURES], float p[CLASSES])\n"
          "{\n"
          "    float h0[FEATURES];\n"
          "    for (int i = 0; i < FEATURES; i++)\n"
          "        h0[i] = (float)((features[i] - mean[i]) / deviation[i]);\n",
          file);
    for (int i = 0; i < all->count; i++)
        put_layer(file, all->layer[i], &part, &width);
    fprintf(file,
            "    int best = 0;\n"
            "    for (int c = 0; c < CLASSES; c++) {\n"
            "        p[c] = h%d[c];\n"
            "        best = p[c] > p[best] ? c : best;\n"
            "    }\n"
            "    return best;\n"
            "}\n",
            part);
}

/*: With `-DMAIN` the file is a program: features in, a line of answers out. */
static const char MAIN[] =
    "\n#ifdef MAIN\n"
    "#include <stdio.h>\n"
    "int main(void)\n"
    "{\n"
    "    double x[FEATURES];\n"
    "    float p[CLASSES];\n"
    "    for (int i = 0; scanf(\"%lf\", &x[i]) == 1;)\n"
    "        if (++i == FEATURES) {\n"
    "            printf(\"%s\", class_name[predict(x, p)]);\n"
    "            for (int c = 0; c < CLASSES; c++)\n"
    "                printf(\",%.9g\", p[c]);\n"
    "            printf(\"\\n\");\n"
    "            i = 0;\n"
    "        }\n"
    "    return 0;\n"
    "}\n"
    "#endif\n";

// The tables of all linear layers, counted from 1.
static void put_parameters(FILE *file, const Layers *all)
{
    for (int i = 0, part = 1; i < all->count; i++) {
        const Linear *l = &all->layer[i]->linear;
        if (!is_linear(all->layer[i]))
            continue;
        put_floats(file, "weight", part, l->weight->data,
                   tensor_numel(l->weight));
        if (l->bias)
            put_floats(file, "bias", part, l->bias->data,
                       tensor_numel(l->bias));
        part++;
    }
}

/*: ## All together

Like [`--predict`](predict.c#probabilities), the file says probabilities: where
the model does not end in a softmax, one is put behind it. */
void export_c(const char *path, const Module *model, const TableSplit *split)
{
    Layers all = {0};
    const Module softmax = module_new("Softmax");
    collect(model, &all);
    if (all.count == 0 ||
        strcmp(module_type_name(all.layer[all.count - 1]), "Softmax") != 0)
        collect(&softmax, &all);
    FILE *file = output_open(path);
    fprintf(file,
            "// A trained model, written by ./stage4 --export-c.\n"
            "#include <math.h>\n\n"
            "enum { FEATURES = %d, CLASSES = %d };\n",
            split->table->features, split->table->classes);
    put_names(file, split);
    put_parameters(file, &all);
    fputc('\n', file);
    put_functions(file, &all);
    put_forward(file, &all, split->table->features);
    fputs(MAIN, file);
    output_close(file, path);
    free(all.layer);
}
