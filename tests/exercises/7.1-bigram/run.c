#include <stdlib.h>
#include <string.h>

#include "exercise.h"

void count_pairs(const char *name, int *count);
double pair_probability(const int *count, int a, int b, double s);
double perplexity(const int *count, const char *name, double s);

enum { CASE_PAIRS = 27 * 27, CASE_MOST = 8 };

// 0: the worked example; 1: a double letter; 2: z, and a pair that comes twice;
// 3: no letter at all.
static char *case_name_new(int i)
{
    static const char *const names[] = {"ada", "anna", "zozo", ""};
    char name[CASE_MOST + 1] = "";
    if (i < 4)
        strcpy(name, names[i]);
    for (int k = 0, n = i < 4 ? 0 : case_int(1, CASE_MOST); k < n; k++)
        name[k] = (char)('a' + case_int(0, 25));
    about(!*name, "a name without a letter");
    about(strchr(name, 'z'), "the letter z");
    bool twice = false;
    for (const char *at = name; *at; at++)
        twice = twice || at[0] == at[1];
    about(twice, "a letter that stands twice in a row");
    return case_copy_new(name, (int)strlen(name) + 1, 1);
}

static int *case_table_new(int i)
{
    int count[CASE_PAIRS] = {0};
    for (int k = 0; k < CASE_PAIRS; k++)
        count[k] = i == 0 ? 0 : case_int(i == 1, 9);
    if (i == 0)
        count[1] = count[31] = count[4 * 27 + 1] = count[27] = 1;
    return case_copy_new(count, CASE_PAIRS, sizeof *count);
}

static void run_count(int i)
{
    char *name = case_name_new(i);
    int *count = case_table_new(i == 0 ? 1 : i);
    float after[CASE_PAIRS];
    about(i > 0, "pairs are in the table before");
    memset(count, 0, i == 0 ? CASE_PAIRS * sizeof *count : 0);
    given("name \"%s\", %s", name,
          i == 0 ? "a table of zeros" : "in the table stand pairs already");
    given_ints("row of the edge before", 1, 27, count);
    count_pairs(name, count);
    for (int k = 0; k < CASE_PAIRS; k++)
        after[k] = (float)count[k];
    answer_array("row of the edge", after, 27);
    answer_array("all rows", after, CASE_PAIRS);
    case_input_free(name);
    free(count);
}

static void run_probability(int i)
{
    int *count = case_table_new(i);
    int a = i == 0 ? 1 : case_int(0, 26), b = i == 0 ? 4 : case_int(0, 26);
    double s = i == 0 ? 1 : i == 1 ? 0 : case_double(0.1, 3);
    about(s == 0, "no smoothing");
    about(a == 0, "what a name begins with: a = 0");
    about(b == 0, "the end of a name: b = 0");
    given("a = %d, b = %d, s = %g", a, b, s);
    given_ints("row a", 1, 27, count + a * 27);
    answer("p", pair_probability(count, a, b, s));
    case_input_free(count);
}

static void run_perplexity(int i)
{
    int *count = case_table_new(i);
    char *name = case_name_new(i);
    double s = i == 0 ? 1 : case_double(0.1, 3);
    given("name \"%s\", s = %g; the table:", name, s);
    given_ints("row of the edge", 1, 27, count);
    given_ints("row of the first letter", 1, 27,
               count + (name[0] ? name[0] - 'a' + 1 : 0) * 27);
    answer("perplexity", perplexity(count, name, s));
    case_input_free(name);
    case_input_free(count);
}

const ExerciseItem exercise_items[] = {
    {"count", 2, "the pairs of a name", run_count, 8, 1e-6},
    {"probability", 2, "how probable a pair is", run_probability, 6, 1e-9},
    {"perplexity", 3, "how unsure it is of a name", run_perplexity, 8, 1e-9,
     "probability"},
    {0}};

#include EXERCISE
