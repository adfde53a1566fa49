// Runs one item of an exercise: runner ITEM KEY, or runner --list. The
// key is a number from which the cases are made (grade_item_seed.c). With
// --show before the item it shows the cases to the learner instead: their
// input, what the code prints, and what it answers; of one case only, if its
// number, from 1 on, stands behind the key.
//
// Linked to an exercise's run.c, which includes the learner's file. It makes
// the inputs, calls, and writes what comes back to file descriptor 3, one line
// a thing, its parts parted by tabs:
//
//     case    2                       what follows belongs to case 2
//     given   x = 1   s = 0.1         its input in words; the last one counts
//     about   one number              what is special in it; as given
//     answer  y   4   1 2 3 4         name, shape or "-", numbers or "nothing"
//     changed                         what was to be left alone is not the same
//     end                             all cases are through
//
// It holds no expected value, so whoever takes it over gains nothing. Whatever
// the learner's code prints goes nowhere.
#define _POSIX_C_SOURCE 200809L // write
#include "exercise.h"

#include "autograd.h"
#include "base.h"
#include "mistake.h"
#include "random.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// What AddressSanitizer has instead of malloc; else glibc is asked.
#if defined(__SANITIZE_ADDRESS__)
#define ADDRESS_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ADDRESS_SANITIZER 1
#endif
#endif
#if defined(ADDRESS_SANITIZER)
size_t __sanitizer_get_current_allocated_bytes(void);
#elif defined(__GLIBC__)
#if __GLIBC_PREREQ(2, 33)
#include <malloc.h>
#define HAS_MALLINFO2 1
#endif
#endif

// A case of up to NUMBERS_MOST numbers is shown whole.
enum { ANSWERS = 3, GIVEN_MOST = 1600, NUMBERS_MOST = 30 };

static uint64_t case_state;
static bool showing;

// What has been said about this case: parts with tabs between them.
static char given_parts[GIVEN_MOST + 4], about_parts[GIVEN_MOST + 4];

// Splitmix64: the next 64 random bits (Steele, Lea and Flood, 2014).
static uint64_t case_random(void)
{
    uint64_t z = case_state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

// Three digits: a case can be done by hand.
double case_double(double low, double high)
{
    double unit = (double)(case_random() >> 11) * 0x1p-53;
    char text[40];
    snprintf(text, sizeof text, "%.3g", low + unit * (high - low));
    return strtod(text, NULL);
}

float case_float(double low, double high)
{
    return (float)case_double(low, high);
}

int case_int(int low, int high)
{
    uint64_t width = (uint64_t)((int64_t)high - low) + 1;
    return (int)(low + (int64_t)(case_random() % width));
}

Tensor *case_tensor_new(Shape shape, double low, double high)
{
    Tensor *t = tensor_new_zeros(shape);
    for (int i = 0; i < tensor_numel(t); i++)
        t->data[i] = case_float(low, high);
    return t;
}

static size_t memory_in_use(void)
{
#if defined(ADDRESS_SANITIZER)
    return __sanitizer_get_current_allocated_bytes();
#elif defined(HAS_MALLINFO2)
    return mallinfo2().uordblks;
#else
    return 0;
#endif
}

// In each of many rounds some more? The C library sets a few blocks aside now
// and then, which is more in one round, but not in all.
bool case_keeps_memory(void (*once)(const void *data), const void *data)
{
    enum { ROUNDS = 8, TIMES = 8 };
    for (int round = 0; round < ROUNDS; round++) {
        size_t before = memory_in_use();
        for (int k = 0; k < TIMES; k++)
            once(data);
        if (round > 0 && memory_in_use() <= before)
            return false;
    }
    return true;
}

// Where AddressSanitizer does not watch, some room behind the end: whoever goes
// too far finds wrong numbers there, and damages nothing.
#if defined(ADDRESS_SANITIZER)
#define BEHIND 0
#else
#define BEHIND 64
#endif

// What was handed over in this case, and as it was then.
typedef struct Input {
    const void *block;
    void *before;
    size_t size;
    Tensor *tensor; // to be freed
} Input;

enum { INPUTS_MOST = 100 };
static Input input[INPUTS_MOST];
static int inputs;

static void input_add(const void *block, size_t size, Tensor *tensor)
{
    check(inputs < INPUTS_MOST, "case_copy_new: too many copies");
    void *before = memory_new(size + 1, 1);
    memcpy(before, block, size);
    input[inputs++] = (Input){block, before, size, tensor};
}

void *case_copy_new(const void *array, int count, size_t size_of_one)
{
    size_t size = (size_t)count * size_of_one;
    void *copy = memory_new(size + BEHIND, 1);
    memset(copy, 0x40, size + BEHIND);
    memcpy(copy, array, size);
    input_add(copy, size, NULL);
    return copy;
}

void case_input_tensor(Tensor *t)
{
    input_add(t->data, (size_t)tensor_numel(t) * sizeof *t->data, t);
}

static void send_bytes(const char *bytes, size_t count)
{
    while (count > 0) {
        ssize_t sent = write(ANSWERS, bytes, count);
        if (sent <= 0)
            _exit(1); // nobody listens
        bytes += sent;
        count -= (size_t)sent;
    }
}

static void send_line(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
static void send_line(const char *format, ...)
{
    char line[2 * GIVEN_MOST];
    va_list list;
    if (showing)
        return;
    va_start(list, format);
    int length = vsnprintf(line, sizeof line, format, list);
    va_end(list);
    if (length > 0)
        send_bytes(line, (size_t)length < sizeof line ? (size_t)length
                                                      : sizeof line - 1);
}

static void input_compare(const Input *in)
{
    if (memcmp(in->block, in->before, in->size) == 0)
        return;
    send_line("changed\n");
    if (showing)
        printf("    what is given has been changed\n");
}

// The last one with this address: others may have been freed before.
void case_input_free(void *copy)
{
    int i = inputs - 1;
    while (i >= 0 && input[i].block != copy)
        i--;
    check(i >= 0, "case_input_free: case_copy_new has not given it");
    input_compare(&input[i]);
    free(copy);
}

static void inputs_end(void)
{
    for (int i = 0; i < inputs; i++) {
        if (input[i].tensor) {
            input_compare(&input[i]);
            tensor_free(input[i].tensor);
        }
        free(input[i].before);
    }
    inputs = 0;
}

// Writes behind what is there already, as far as there is room.
static void append(char *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void append(char *text, const char *format, ...)
{
    size_t length = strlen(text);
    va_list list;
    va_start(list, format);
    vsnprintf(text + length, GIVEN_MOST + 1 - length, format, list);
    va_end(list);
}

// Text without tabs and ends of lines, cut with … where it is too long.
static void tidy(char *text)
{
    for (char *c = text; *c; c++)
        if ((unsigned char)*c < ' ')
            *c = ' ';
    if (strlen(text) < GIVEN_MOST)
        return;
    char *cut = text + GIVEN_MOST - 3;
    while (((unsigned char)*cut & 0xc0) == 0x80) // not within a letter
        cut--;
    strcpy(cut, "…");
}

static void given_add(char *part)
{
    tidy(part);
    append(given_parts, "%s%s", *given_parts ? "\t" : "", part);
    if (showing)
        printf("    %s\n", part);
    send_line("given\t%s\n", given_parts);
}

void given(const char *format, ...)
{
    char part[GIVEN_MOST + 4];
    va_list list;
    va_start(list, format);
    vsnprintf(part, GIVEN_MOST + 1, format, list);
    va_end(list);
    given_add(part);
}

void about(bool holds, const char *words)
{
    if (!holds || strstr(about_parts, words))
        return;
    append(about_parts, "%s%s", *about_parts ? "\t" : "", words);
    if (showing)
        printf("    this case: %s\n", words);
    send_line("about\t%s\n", about_parts);
}

// The numbers of a table, whatever they are: NUMBER puts number k behind text.
typedef void Number(char *text, const void *numbers, int k);

static void float_text(char *text, const void *numbers, int k)
{
    append(text, "%g", ((const float *)numbers)[k]);
}

// Of large numbers that differ little the difference is to be seen too.
static void double_text(char *text, const void *numbers, int k)
{
    double number = ((const double *)numbers)[k];
    append(text, number > 1e5 || number < -1e5 ? "%.10g" : "%g", number);
}

static void int_text(char *text, const void *numbers, int k)
{
    append(text, "%d", ((const int *)numbers)[k]);
}

static void given_table(const char *name, int rows, int cols,
                        const void *numbers, Number *number)
{
    char part[GIVEN_MOST + 4] = "";
    append(part, "%s = [", name);
    for (int k = 0; k < rows * cols && k < NUMBERS_MOST; k++) {
        append(part, "%s", k == 0 ? "" : k % cols == 0 ? "; " : ", ");
        number(part, numbers, k);
    }
    append(part, "%s]", rows * cols > NUMBERS_MOST ? ", …" : "");
    given_add(part);
}

void given_floats(const char *name, int rows, int cols, const float *numbers)
{
    given_table(name, rows, cols, numbers, float_text);
}

void given_doubles(const char *name, int rows, int cols, const double *numbers)
{
    given_table(name, rows, cols, numbers, double_text);
}

void given_ints(const char *name, int rows, int cols, const int *numbers)
{
    given_table(name, rows, cols, numbers, int_text);
}

void given_tensor(const char *name, const Tensor *t)
{
    if (t->shape.ndim == 0)
        given("%s = %g", name, t->data[0]);
    else
        given_floats(name, t->shape.ndim == 2 ? tensor_rows(t) : 1,
                     tensor_cols(t), t->data);
}

void given_bytes(const char *name, int count, const unsigned char *bytes)
{
    enum { BYTES_MOST = 70 };
    char part[GIVEN_MOST + 4] = "";
    append(part, "%s =", name);
    for (int k = 0; k < count && k < BYTES_MOST; k++)
        append(part, " %02x", bytes[k]);
    append(part, "%s", count == 0 ? " none" : count > BYTES_MOST ? " …" : "");
    given_add(part);
}

// An answer for the learner to see.
static void show_numbers(const char *name, const float *numbers, int count)
{
    if (!showing)
        return;
    printf("    %s is", name);
    for (int k = 0; k < count && k < NUMBERS_MOST; k++)
        printf("%s %g", k == 0 ? "" : ",", numbers[k]);
    printf("%s\n", count > NUMBERS_MOST ? ", …" : "");
}

void answer(const char *name, double value)
{
    send_line("answer\t%s\t-\t%.17g\n", name, value);
    if (showing)
        printf("    %s is %.10g\n", name, value);
}

void answer_hex(const char *name, uint32_t value, int digits)
{
    send_line("answer\t%s\t0x%d\t%u\n", name, digits, (unsigned)value);
    if (showing)
        printf("    %s is %0*x\n", name, digits, (unsigned)value);
}

// The number itself is what is shown. Of a tiny one it would not be seen that
// it is wrong, so its size is compared by the logarithm, too.
void answer_digits(const char *name, double value)
{
    send_line("answer\t%s\tdigits\t%.17g %.17g %d\n", name, value,
              log(fabs(value)), (value > 0) - (value < 0));
    if (showing)
        printf("    %s is %.10g\n", name, value);
}

static void send_numbers(const char *name, const char *shape,
                         const float *numbers, int count)
{
    size_t room = (size_t)count * 20 + 300, length;
    char *line = memory_new(room, 1);
    length = (size_t)snprintf(line, room, "answer\t%s\t%s\t", name, shape);
    for (int i = 0; i < count; i++)
        length += (size_t)snprintf(line + length, room - length,
                                   i == 0 ? "%.9g" : " %.9g", numbers[i]);
    line[length++] = '\n';
    send_bytes(line, length);
    free(line);
    show_numbers(name, numbers, count);
}

void answer_array(const char *name, const float *numbers, int count)
{
    char shape[16];
    snprintf(shape, sizeof shape, "%d", count);
    send_numbers(name, shape, numbers, count);
}

void answer_tensor(const char *name, const Tensor *t)
{
    if (t)
        send_numbers(name, shape_text(t->shape).chars, t->data,
                     tensor_numel(t));
    else
        send_line("answer\t%s\t-\tnothing\n", name);
    if (!t && showing)
        printf("    %s is nothing (NULL)\n", name);
}

// Each case has numbers of its own, so that none depends on how much the one
// before has drawn.
static void run_case(int item, int i, uint64_t key)
{
    case_state = key + (uint64_t)i;
    case_state = case_random();
    given_parts[0] = about_parts[0] = '\0';
    manual_seed(case_state);
    send_line("case\t%d\n", i);
    if (showing)
        printf("case %d of %d\n", i + 1, exercise_items[item].cases);
    exercise_items[item].run(i);
    inputs_end();
    tape_reset();
}

// What a function of the library that the exercise is about is replaced by.
_Noreturn void exercise_forbidden(void);
_Noreturn void exercise_forbidden(void)
{
    fputs("It takes from the library what is to be written here.\n", stderr);
    abort();
}

static int list(void)
{
    for (const ExerciseItem *item = exercise_items; item->cases > 0; item++)
        printf("item\t%s\t%g\t%d\t%g\t%s\t%s\n", item->name, item->points,
               item->cases, item->tolerance, item->title,
               item->uses ? item->uses : "");
    return fflush(stdout) == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--list") == 0)
        return list();
    showing = argc > 3 && strcmp(argv[1], "--show") == 0;
    argc -= showing;
    argv += showing;
    int only = showing && argc == 4 ? atoi(argv[3]) : 0;
    static char printed[BUFSIZ];
    int item = 0, count = 0;
    while (exercise_items[count].cases > 0)
        count++;
    while (argc > 1 && item < count &&
           strcmp(argv[1], exercise_items[item].name) != 0)
        item++;
    if (argc < 3 || argc > 3 + showing || item == count) {
        fprintf(stderr,
                "usage: runner --list | [--show] ITEM KEY [CASE] 3>answers\n");
        return 2;
    }
    if (showing) // even what stands before a crash
        setvbuf(stdout, NULL, _IONBF, 0);
    else // printf takes no memory, for case_keeps_memory
        setvbuf(stdout, printed, _IOFBF, sizeof printed);
    uint64_t key = strtoull(argv[2], NULL, 10);
    for (int i = 0; i < exercise_items[item].cases; i++)
        if (only == 0 || only == i + 1)
            run_case(item, i, key);
    send_line("end\n");
    fflush(stdout);
    _exit(0); // nothing of the learner's runs after this
}
