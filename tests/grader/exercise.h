// Between an exercise and the grader.
//
// An exercise is a folder tests/exercises/<number>-<name>/ with a run.c, which
// calls the learner's functions on one case after another and sends what they
// give. The grader runs it twice, once with the learner's file and once with
// the solution, each in a process of its own from the same seed, and compares.
// So run.c holds no expected value, and nothing it prints counts.
#ifndef EXERCISE_H
#define EXERCISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tensor.h"

// One thing that is graded. run() makes the input of case number i (0, 1, …)
// by case_float and the like, calls the learner's function, and sends its
// answer. Cases passed share the points.
typedef struct ExerciseItem {
    const char *name;  // "gradient"
    double points;     // 1 … 10, 2.5 too
    const char *title; // "the gradient of the loss"
    void (*run)(int i);
    int cases;        // how many; 0 ends the list
    double tolerance; // relative, with 1 added: |a - b| <= t (1 + |b|)
    const char *uses; // other items on whose functions it builds: "norm clip"
} ExerciseItem;
#pragma GCC diagnostic ignored "-Wmissing-field-initializers" // it uses none

// The exercise's items, in run.c, ended by {0}.
extern const ExerciseItem exercise_items[];

// Inputs: random, of three digits, the same for learner and solution in the
// same case. Two of them in one expression or one list of arguments are a
// mistake: C does not say which comes first, and compilers do not agree.
double case_double(double low, double high);
float case_float(double low, double high);
int case_int(int low, int high); // low and high included
// A new tensor of such numbers; tensor_free it.
Tensor *case_tensor_new(Shape shape, double low, double high);

// A copy of an array, in a block that ends where the array ends; free it. Hand
// over arrays in such blocks, so that AddressSanitizer sees who goes too far.
void *case_copy_new(const void *array, int count, size_t size_of_one);

// Frees such a copy, or at the end of the case a tensor, which the learner's
// function has to leave alone from here on; whether it has done so is an answer
// of the case.
void case_input_free(void *copy);
void case_input_tensor(Tensor *t);

// Is memory in use for good whenever once(data) is called? Not if it is made
// once and kept; never where nobody can tell.
bool case_keeps_memory(void (*once)(const void *data), const void *data);

// Say what the input is, for the message of a failure and for make run, before
// the learner's function is called: given("lr = %g, %d steps", lr, steps). Up
// to 30 numbers of a table are shown, so that a case can be done by hand; one
// row of n numbers is a table of 1 and n.
void given(const char *format, ...) __attribute__((format(printf, 1, 2)));
void given_tensor(const char *name, const Tensor *t);
void given_floats(const char *name, int rows, int cols, const float *numbers);
void given_doubles(const char *name, int rows, int cols, const double *numbers);
void given_ints(const char *name, int rows, int cols, const int *numbers);
void given_bytes(const char *name, int count, const unsigned char *bytes);

// What is special in this case, if it holds: about(n == 1, "a single number").
// The learner reads it beside the case, and the grader compares: is the answer
// wrong in just these cases, or right in no others?
void about(bool holds, const char *words);

// Sends an answer; name says what it is ("gradient of w"). A case may send
// several. A NULL tensor is sent as "nothing".
void answer(const char *name, double value);
// A number that must be right in its first digits however small it is.
void answer_digits(const char *name, double value);
// A whole number that the statement writes in hexadecimal, with so many digits.
void answer_hex(const char *name, uint32_t value, int digits);
void answer_array(const char *name, const float *numbers, int count);
void answer_tensor(const char *name, const Tensor *t); // shape counts too

// With a learner's file run.c, which follows, is compiled as it stands: to
// optimise it takes longer than it ever runs. learner.h ends that.
#if defined(LEARNER) && !defined(__clang__)
#pragma GCC push_options
#pragma GCC optimize("O0")
#endif

#endif
