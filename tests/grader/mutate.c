// Makes the mistakes that rules describe: mutate SOLUTION WORDS OUT writes
// OUT/rule-1.c and so on, each SOLUTION with one of them, and says on stdout
// which it is: name, tab, sentence. A sentence names the place by what is
// computed there. WORDS, which need not exist, says so of what has no telling
// name, in lines "v: the running average of the squares".
//
// What is written need not compile: build_mutants.sh leaves out what does not.
#include "mutate.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EDITS_MOST = 2 * USES_MOST };

// The tokens from … to - 1 give way to this text.
typedef struct Edit {
    int from, to;
    char text[SENTENCE_MOST];
} Edit;

static Edit edit[EDITS_MOST];
static int edits, written;
static const char *out_folder;

void change(int from, int to, const char *format, ...)
{
    va_list list;
    Edit *e = &edit[edits++];
    e->from = from;
    e->to = to;
    va_start(list, format);
    vsnprintf(e->text, sizeof e->text, format, list);
    va_end(list);
}

void no_change(void)
{
    edits = 0;
}

static void write_changed(FILE *file)
{
    int at = 0;
    for (int i = 0; i <= tokens; i++) {
        for (int e = 0; e < edits; e++)
            if (edit[e].from == i) {
                int end = i < tokens ? token[i].at : (int)strlen(source);
                fwrite(source + at, 1, (size_t)(end - at), file);
                fprintf(file, " %s ", edit[e].text);
                at = edit[e].to < tokens ? token[edit[e].to].at : end;
                if (edit[e].to > i)
                    i = edit[e].to - 1;
                break;
            }
    }
    fputs(source + at, file);
}

// Writes the solution with what was changed, and what mistake that is.
void mistake(int at, const char *format, ...)
{
    char path[1000], sentence[SENTENCE_MOST];
    va_list list;
    va_start(list, format);
    vsnprintf(sentence, sizeof sentence, format, list);
    va_end(list);
    snprintf(path, sizeof path, "%s/rule-%d.c", out_folder, ++written);
    FILE *file = fopen(path, "w");
    if (!file) {
        fprintf(stderr, "mutate: %s: cannot be written\n", path);
        exit(1);
    }
    write_changed(file);
    fclose(file);
    const char *where = place(at);
    printf("rule-%d\tIt looks as if %s%s%s%s.\n", written, sentence,
           *where ? " (" : "", where, *where ? ")" : "");
    edits = 0;
}

const char *code(int from, int to)
{
    static char text[4][SENTENCE_MOST];
    static int next;
    char *result = text[next++ % 4];
    int begin = token[from].at,
        end = token[to - 1].at + (int)strlen(token[to - 1].text);
    snprintf(result, SENTENCE_MOST, "%.*s", end - begin, source + begin);
    return result;
}

static void all_rules(void)
{
    static Rule *const rule[] = {
        rule_assign,    rule_product,    rule_sum,       rule_call,
        rule_choice,    rule_sign,       rule_cast,      rule_index,
        rule_statement, rule_loop,       rule_compare,   rule_number,
        rule_name,      rule_bits,       rule_arguments, rule_result,
        rule_type,      rule_everywhere, rule_input};
    for (size_t r = 0; r < sizeof rule / sizeof *rule; r++)
        for (int i = 0; i < tokens; i++) {
            bool binary = rule[r] == rule_product || rule[r] == rule_sum ||
                          rule[r] == rule_compare || rule[r] == rule_bits;
            bool inside = token[i].function >= 0 || rule[r] == rule_number;
            if (inside && (!binary || is_binary(i)))
                rule[r](i);
        }
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: mutate SOLUTION WORDS OUT\n");
        return 2;
    }
    tokens_read(argv[1]);
    words_read(argv[2]);
    out_folder = argv[3];
    all_rules();
    return 0;
}
