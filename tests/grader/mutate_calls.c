// The rules of mutate.c for names: what is called, indexed, of which type.
#include "mutate.h"

#include <string.h>

// Called by its name from the library of C.
void rule_call(int i)
{
    static const char drop[] = " fabs sqrt sqrtf exp log log1p tanh cos pow "
                               "erfc erf isfinite ";
    static const char *const turned[][2] = {{"exp", "exp2"},
                                            {"log", "log10"},
                                            {"log", "log2"},
                                            {"log1p", "log"},
                                            {"fmin", "fmax"},
                                            {"fmax", "fmin"},
                                            {"cos", "sin"},
                                            {"erfc", "erf"},
                                            {"tanh", "tan"},
                                            {"exp", "exp(-1 * "},
                                            {"REDUCTION_MEAN", "REDUCTION_SUM"},
                                            {"REDUCTION_SUM", "REDUCTION_MEAN"},
                                            {"true", "false"},
                                            {"false", "true"},
                                            {"tensor_rows", "tensor_cols"},
                                            {"tensor_cols", "tensor_rows"},
                                            {"log", "-log"},
                                            {"sqrt", "fabs"}};
    for (size_t k = 0; k < sizeof turned / sizeof *turned; k++)
        if (is(i, turned[k][0])) {
            change(i, i + 1, "%s", turned[k][1]);
            if (strchr(turned[k][1], '('))
                change(token[i + 1].partner, token[i + 1].partner, ")");
            mistake(i, "there is %s%s where %s belongs", turned[k][1],
                    strchr(turned[k][1], '(') ? "…)" : "", turned[k][0]);
        }
    if (!is(i + 1, "(") || !is_one_of(i, drop))
        return;
    int end = token[i + 1].partner, comma = argument_end(i + 2);
    change(i, end + 1, "(%s)", code(i + 2, comma));
    mistake(i, "%s is missing", token[i].text);
    if (comma < end) {
        change(i, end + 1, "((%s) * (%s))", code(i + 2, comma),
               code(comma + 1, end));
        mistake(i, "there is a product where %s belongs", token[i].text);
    }
}

void rule_arguments(int i)
{
    static const char either_way[] =
        " memory_new memory_resize memcmp fmin fmax mse_loss value_add "
        "value_mul tensor_add tensor_mul ";
    int comma = is(i + 1, "(") ? argument_end(i + 2) : tokens;
    int end = comma < tokens ? argument_end(comma + 1) : tokens;
    if (comma >= tokens || !is(comma, ",") || end >= tokens ||
        token[i].function < 0 || is_one_of(i, either_way))
        return;
    change(i + 2, end, "%s, %s", code(comma + 1, end), code(i + 2, comma));
    mistake(i, "the first two arguments of %s are exchanged", token[i].text);
}

void rule_cast(int i)
{
    if (!is_cast(i))
        return;
    int end = token[i].partner + 1;
    if (is(i + 1, "float") || is(i + 1, "double")) {
        change(i, end, "%s", "");
        mistake(i, "whole numbers are divided, which cuts the fraction off");
    }
    if (is(i + 1, "long") || is(i + 1, "double") || is(i + 1, "size_t")) {
        change(i, end, "%s", "");
        mistake(i, "a product or sum is taken in too small a type");
    }
}

void rule_type(int i)
{
    static const char *const turned[][2] = {
        {"double", "float"}, {"float", "int"}, {"double", "int"}};
    if (token[i].function < 0 || token[i + 1].kind != NAME ||
        is(i - 1, "sizeof"))
        return;
    const char *name =
        is_cryptic(i + 1) ? "a number" : words(token[i + 1].text);
    for (size_t k = 0; k < sizeof turned / sizeof *turned; k++)
        if (is(i, turned[k][0])) {
            change(i, i + 1, "%s", turned[k][1]);
            mistake(i, "%s is kept as %s and not as %s", name, turned[k][1],
                    turned[k][0]);
        }
}

void rule_index(int i)
{
    int end = token[i].partner;
    if (!is(i, "["))
        return;
    // [a * b + c]
    if (end == i + 6 && is(i + 2, "*") && is(i + 4, "+")) {
        change(i + 1, end, "%s * %s + %s", token[i + 5].text, token[i + 3].text,
               token[i + 1].text);
        mistake(i, "row and column of %s are exchanged",
                is_cryptic(i - 1) ? "an array" : words(token[i - 1].text));
    }
    int array = variable_of(i - 1);
    if (array >= 0 && strcmp(variable[array].type, "int") == 0 &&
        assigned(statement_begin(i)) != i - 1) {
        change(i - 1, end + 1, "(%s)", code(i + 1, end));
        mistake(i, "the index itself stands where %s of it belongs",
                is_cryptic(i - 1) ? "what an array has"
                                  : words(token[i - 1].text));
    }
    if (token[i].function >= 0 && !is_declared_here(i - 1))
        for (int by = -1; by <= 1; by += 2) {
            change(end, end, "%+d", by);
            mistake(i, "an index of %s is one too %s",
                    is_cryptic(i - 1) ? "an array" : words(token[i - 1].text),
                    by > 0 ? "large" : "small");
        }
}

// Another name of the same type: both are single letters, or none is.
void rule_name(int i)
{
    int v = variable_of(i), tried = 0;
    if (v < 0 || is_declared_here(i))
        return;
    for (int k = 0; k < variables && tried < 6; k++) {
        const Variable *a = &variable[v], *b = &variable[k];
        bool letters = strlen(a->name) == 1, letter = strlen(b->name) == 1;
        if (k == v || strcmp(a->type, b->type) != 0 || a->stars != b->stars ||
            (b->function >= 0 && b->function != token[i].function) ||
            b->token > i || letters != letter || strcmp(a->name, b->name) == 0)
            continue;
        tried++;
        change(i, i + 1, "%s", b->name);
        mistake(i, "%s stands where %s belongs",
                !b->parameter && letter ? "another one" : words(b->name),
                is_cryptic(i) ? "another" : words(a->name));
    }
}
