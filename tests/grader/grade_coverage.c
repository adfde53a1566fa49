// Is there a case for each sentence of a statement? An exercise's file cases
// has a line for each sentence that asks for something: the item that fails who
// ignores it, a mistake that does ignore it, and the sentence in short:
//
//     loss sum-not-mean: L is the mean of the squared differences
//
// A line that begins with # is a remark. What is named must exist, and the
// mistake must be wrong in that item.
#include "grader.h"

#include <string.h>

static int item_index(const Exercise *e, const char *name)
{
    for (int i = 0; i < e->items; i++)
        if (strcmp(e->item[i].name, name) == 0)
            return i;
    return -1;
}

static const Program *mistake_named(const Exercise *e, const char *name)
{
    for (int k = 1; k < e->programs; k++)
        if (strcmp(e->program[k].name, name) == 0)
            return &e->program[k];
    return NULL;
}

// What is wrong with one line; NULL if nothing is. It marks the item as used.
static const char *line_fault(const Exercise *e, char *line, bool *used)
{
    char *sentence = strstr(line, ": "), *mistake = strchr(line, ' ');
    if (!sentence || !mistake || mistake > sentence)
        return "it has not the form \"item mistake: sentence\"";
    *sentence = *mistake++ = '\0';
    int item = item_index(e, line);
    const Program *wrong = mistake_named(e, mistake);
    if (item < 0)
        return "there is no such item";
    if (!wrong)
        return text_format("there is no mistake %s", mistake);
    if (run_equal(&wrong->run[item], &e->program[0].run[item],
                  e->item[item].tolerance))
        return text_format("%s is not wrong there", mistake);
    used[item] = true;
    return NULL;
}

int sentences_check(const Exercise *e, FILE *out)
{
    char *path = text_format("tests/exercises/%s/cases", e->name);
    char *text = file_read(path);
    bool used[ITEMS_MOST] = {false};
    int faults = 0;
    if (!text)
        fprintf(out, "%s: cannot be read\n", path);
    for (char *line; text && (line = next_line(&text));) {
        bool remark = *line == '#' || *line == '\0';
        const char *fault = remark ? NULL : line_fault(e, line, used);
        if (fault)
            fprintf(out, "%s: %s: %s\n", path, line, fault);
        faults += fault != NULL;
    }
    for (int i = 0; text && i < e->items; i++)
        if (!used[i]) {
            fprintf(out, "%s: no sentence for %s\n", path, e->item[i].name);
            faults++;
        }
    return faults + (text == NULL);
}
