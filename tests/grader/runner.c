// Runs one item of an exercise: runner ITEM KEY, or runner --list. The
// key is a number from which the cases are made (grade_key.c).
//
// Linked to an exercise's run.c, which includes the learner's file. It makes
// the inputs, calls, and writes what comes back to file descriptor 3, one line
// a thing, its parts parted by tabs:
//
//     case    2                       what follows belongs to case 2
//     given   x = 1, s = 0.1          its input in words; the last one counts
//     answer  y   4   1 2 3 4         name, shape or "-", numbers or "nothing"
//     end                             all cases are through
//
// It holds no expected value, so whoever takes it over gains nothing. Whatever
// the learner's code prints goes nowhere.
#define _POSIX_C_SOURCE 200809L // write
#include "exercise.h"

#include "autograd.h"
#include "base.h"
#include "random.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ANSWERS = 3, GIVEN_MOST = 200 };

static uint64_t case_state;

// What given() and given_tensor() have said about this case.
static char given_words[GIVEN_MOST + 4], given_tensors[GIVEN_MOST + 4];

// Splitmix64: the next 64 random bits (Steele, Lea and Flood, 2014).
static uint64_t case_random(void)
{
    uint64_t z = case_state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

double case_double(double low, double high)
{
    double unit = (double)(case_random() >> 11) * 0x1p-53;
    return low + unit * (high - low);
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

// Where AddressSanitizer does not watch, some room behind the end: whoever goes
// too far finds wrong numbers there, and damages nothing.
#if defined(__SANITIZE_ADDRESS__)
#define BEHIND 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BEHIND 0
#endif
#endif
#ifndef BEHIND
#define BEHIND 64
#endif

void *case_copy_new(const void *array, int count, size_t size_of_one)
{
    size_t size = (size_t)count * size_of_one;
    void *copy = memory_new(size + BEHIND, 1);
    memset(copy, 0x40, size + BEHIND);
    return memcpy(copy, array, size);
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
    char line[1024];
    va_list list;
    va_start(list, format);
    int length = vsnprintf(line, sizeof line, format, list);
    va_end(list);
    if (length > 0)
        send_bytes(line, (size_t)length < sizeof line ? (size_t)length
                                                      : sizeof line - 1);
}

// One line of text without tabs, cut with … where it is too long.
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

static void send_given(void)
{
    const char *between = *given_words && *given_tensors ? ", " : "";
    send_line("given\t%s%s%s\n", given_words, between, given_tensors);
}

void given(const char *format, ...)
{
    va_list list;
    va_start(list, format);
    vsnprintf(given_words, GIVEN_MOST + 1, format, list);
    va_end(list);
    tidy(given_words);
    send_given();
}

// Writes behind what is there already, as far as there is room.
static void append(char *text, size_t room, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static void append(char *text, size_t room, const char *format, ...)
{
    size_t length = strlen(text);
    va_list list;
    va_start(list, format);
    vsnprintf(text + length, room - length, format, list);
    va_end(list);
}

void given_tensor(const char *name, const Tensor *t)
{
    enum { ROOM = GIVEN_MOST + 1 };
    append(given_tensors, ROOM, "%s%s = ", *given_tensors ? ", " : "", name);
    if (t->shape.ndim > 0)
        append(given_tensors, ROOM, "[");
    for (int i = 0; i < tensor_numel(t); i++) {
        bool row = t->shape.ndim == 2 && i % tensor_cols(t) == 0;
        append(given_tensors, ROOM, "%s%g",
               i == 0 ? ""
               : row  ? "; "
                      : ", ",
               t->data[i]);
    }
    if (t->shape.ndim > 0)
        append(given_tensors, ROOM, "]");
    tidy(given_tensors);
    send_given();
}

void answer(const char *name, double value)
{
    send_line("answer\t%s\t-\t%.17g\n", name, value);
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
}

// Each case has numbers of its own, so that none depends on how much the one
// before has drawn.
static void run_case(int item, int i, uint64_t key)
{
    case_state = key + (uint64_t)i;
    case_state = case_random();
    given_words[0] = given_tensors[0] = '\0';
    manual_seed(case_state);
    send_line("case\t%d\n", i);
    exercise_items[item].run(i);
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
        printf("item\t%s\t%g\t%d\t%g\t%s\n", item->name, item->points,
               item->cases, item->tolerance, item->title);
    return fflush(stdout) == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--list") == 0)
        return list();
    int item = 0, count = 0;
    while (exercise_items[count].cases > 0)
        count++;
    while (argc > 1 && item < count &&
           strcmp(argv[1], exercise_items[item].name) != 0)
        item++;
    if (argc != 3 || item == count) {
        fprintf(stderr, "usage: runner --list | ITEM KEY 3>answers\n");
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0); // make run shows it, even before a crash
    uint64_t key = strtoull(argv[2], NULL, 10);
    for (int i = 0; i < exercise_items[item].cases; i++)
        run_case(item, i, key);
    send_line("end\n");
    fflush(stdout);
    _exit(0); // nothing of the learner's runs after this
}
