#include <stdlib.h>
#include <string.h>

#include "exercise.h"

int encode(const char *name, int block, int *input, int *target);
void decode(int n, const int *number, char *name);

enum { CASE_MOST = 9, CASE_ROOM = CASE_MOST + 2 };

// 0: the worked example; 1: cut; 2: no letter; 3: all but the end; 4: just as
// many places.
static void case_of(int i, char *name, int *block)
{
    static const char *const names[] = {"anna", "anna", "", "zoe", "eva"};
    static const int blocks[] = {8, 3, 4, 3, 4};
    strcpy(name, i < 5 ? names[i] : "");
    *block = i < 5 ? blocks[i] : case_int(1, CASE_MOST);
    for (int k = 0, n = i < 5 ? 0 : case_int(1, CASE_MOST); k < n; k++) {
        name[k] = (char)('a' + case_int(0, 25));
        name[k + 1] = '\0';
    }
}

static void run_encode(int i)
{
    char name[CASE_MOST + 1];
    int block, input[CASE_ROOM], target[CASE_ROOM];
    float in[CASE_ROOM], out[CASE_ROOM];
    char text[CASE_MOST + 2] = "z"; // a letter that is none of the name's
    case_of(i, name, &block);
    int letters = (int)strlen(name);
    about(letters == 0, "no letter");
    about(letters < block - 1, "places are left over");
    about(letters == block - 1, "letters and end fill all places");
    about(letters == block, "room for all but the end");
    about(letters > block, "more letters than places");
    strcat(text, name);
    for (int k = 0; k < CASE_ROOM; k++)
        input[k] = target[k] = 7;
    given("name \"%s\", block = %d, both lists hold 7 before", name, block);
    char *copy = case_copy_new(text, letters + 2, 1);
    int n = encode(copy + 1, block, input, target);
    case_input_free(copy);
    for (int k = 0; k < CASE_ROOM; k++) {
        in[k] = (float)input[k];
        out[k] = (float)target[k];
    }
    answer("how many", n);
    answer_array("input, and behind it", in, CASE_ROOM);
    answer_array("target, and behind it", out, CASE_ROOM);
}

// 0: a name; 1: no edge; 2: an edge first; 3: something behind the edge.
static void run_decode(int i)
{
    static const int fixed[][4] = {
        {1, 14, 26, 0}, {1, 2, 3, 4}, {0, 5, 6, 0}, {20, 0, 5, 6}};
    int number[CASE_MOST], n = i < 4 ? 4 : case_int(1, CASE_MOST);
    for (int k = 0; k < n; k++)
        number[k] = i < 4 ? fixed[i][k] : case_int(i % 2, 26);
    int edge = 0;
    while (edge < n && number[edge] > 0)
        edge++;
    about(edge == n, "there is no edge");
    about(edge == 0, "the edge comes first");
    about(edge < n - 1, "numbers behind the first edge");
    char before[CASE_MOST + 1] = "?????????";
    char *name = case_copy_new(before, n + 1, 1);
    int *numbers = case_copy_new(number, n, sizeof *number);
    given_ints("number", 1, n, number);
    decode(n, numbers, name);
    int length = 0;
    while (length <= n && name[length]) // there may be no zero
        length++;
    float letter[CASE_MOST + 1];
    for (int k = 0; k < length; k++)
        letter[k] = (float)name[k];
    answer("letters", length);
    answer_array("their codes (a is 97)", letter, length);
    case_input_free(numbers);
    free(name);
}

const ExerciseItem exercise_items[] = {
    {"encode", 3, "questions and answers", run_encode, 10, 1e-6},
    {"decode", 1, "back to a name", run_decode, 8, 1e-6},
    {0}};

#include EXERCISE
