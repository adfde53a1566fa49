#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "exercise.h"

typedef struct Training {
    int n;
    float *param, *m, *v;
    int steps, epoch;
} Training;

int checkpoint_size(int n);
void checkpoint_save(int n, float *const *array, const int *done, float *file);
bool checkpoint_load(int n, float *const *array, int *done, const float *file);
int go_on_at(int steps, int per_epoch, int every);

enum { CASE_NUMBERS = 5, CASE_FILE = 3 * CASE_NUMBERS + 3 };

static void save(const Training *t, float *file)
{
    float *array[] = {t->param, t->m, t->v};
    int numbers[] = {t->steps, t->epoch};
    int *done = case_copy_new(numbers, 2, sizeof *numbers);
    checkpoint_save(t->n, array, done, file);
    case_input_free(done);
}

static bool load(Training *t, const float *file)
{
    float *array[] = {t->param, t->m, t->v};
    int done[] = {t->steps, t->epoch};
    bool good = checkpoint_load(t->n, array, done, file);
    t->steps = done[0];
    t->epoch = done[1];
    return good;
}

static float *case_numbers_new(int n, double low, double high)
{
    float numbers[CASE_NUMBERS + 1];
    for (int i = 0; i < n; i++)
        numbers[i] = case_float(low, high);
    numbers[n] = -77; // it stays
    return case_copy_new(numbers, n + 1, sizeof *numbers);
}

static Training training_new(int n)
{
    Training t = {.n = n};
    t.param = case_numbers_new(n, -9, 9);
    t.m = case_numbers_new(n, -9, 9);
    t.v = case_numbers_new(n, 0.5, 9);
    t.steps = case_int(100, 900);
    t.epoch = case_int(10, 90);
    return t;
}

// The worked example is number 0.
static Training case_training_new(int i)
{
    Training t = training_new(i == 0 ? 2 : case_int(1, CASE_NUMBERS));
    if (i == 0) {
        for (int k = 0; k < 2; k++) {
            t.param[k] = (float)(1 + k);
            t.m[k] = (float)(3 + k);
            t.v[k] = (float)(5 + k);
        }
        t.steps = 70;
        t.epoch = 10;
    }
    return t;
}

static void training_free(Training *t)
{
    free(t->param);
    free(t->m);
    free(t->v);
}

static void given_training(const char *name, const Training *t)
{
    about(t->n == 1, "one parameter");
    given("%s: n = %d, done %d and %d", name, t->n, t->steps, t->epoch);
    given_floats("array[0]", 1, t->n, t->param);
    given_floats("array[1]", 1, t->n, t->m);
    given_floats("array[2]", 1, t->n, t->v);
}

static void answer_training(const Training *t)
{
    answer_array("array[0]", t->param, t->n);
    answer_array("array[1]", t->m, t->n);
    answer_array("array[2]", t->v, t->n);
    answer("behind array[0], where -77 was", t->param[t->n]);
    answer("behind array[1], where -77 was", t->m[t->n]);
    answer("behind array[2], where -77 was", t->v[t->n]);
    answer("done[0]", t->steps);
    answer("done[1]", t->epoch);
}

static void run_size(int i)
{
    int n = i == 0 ? 2 : case_int(1, 1000);
    given("n = %d", n);
    answer("numbers", checkpoint_size(n));
}

// The file, and what stands behind it.
static void run_save(int i)
{
    Training t = case_training_new(i);
    float file[CASE_FILE + 2];
    for (int k = 0; k < CASE_FILE + 2; k++)
        file[k] = -99;
    given_training("the training", &t);
    save(&t, file);
    answer_array("file, and -99 behind it", file, 3 * t.n + 5);
    answer_training(&t);
    training_free(&t);
}

// A file in the form of the statement.
static float *file_new(const Training *t)
{
    size_t n = (size_t)t->n;
    float file[CASE_FILE] = {(float)t->steps};
    memcpy(file + 1, t->param, n * sizeof *file);
    memcpy(file + 1 + n, t->m, n * sizeof *file);
    memcpy(file + 1 + 2 * n, t->v, n * sizeof *file);
    file[1 + 3 * n] = (float)t->epoch;
    file[2 + 3 * n] = (float)t->steps;
    return case_copy_new(file, 3 * t->n + 3, sizeof *file);
}

static void load_and_answer(Training *t, const float *file)
{
    given_training("before", t);
    given_floats("file", 1, 3 * t->n + 3, file);
    answer("loaded: yes (1) or no (0)", load(t, file));
    answer_training(t);
}

static void run_load(int i)
{
    Training saved = case_training_new(i), t = training_new(saved.n);
    float *file = file_new(&saved);
    load_and_answer(&t, file);
    case_input_free(file);
    training_free(&saved);
    training_free(&t);
}

// The new one ends somewhere, the old one goes on; the steps of the new one are
// more, or, in every third case, fewer.
static void run_torn(int i)
{
    Training old = case_training_new(i), new = training_new(old.n);
    Training t = training_new(old.n);
    int size = 3 * old.n + 3, torn = i == 0 ? 1 : case_int(1, size - 1);
    about(i % 3 == 2, "the new one has fewer steps");
    about(i == 3, "only the steps differ, not the epochs");
    about(torn == 1, "only the first number is new");
    about(torn == size - 1, "only the last number is old");
    new.steps = i % 3 == 2 ? old.steps - 7 : old.steps + 7;
    new.epoch = i % 3 == 2 ? old.epoch - 1 : old.epoch + 1;
    if (i == 3) // nothing else tells
        new.epoch = old.epoch;
    float *file = file_new(&old), *beginning = file_new(&new);
    memcpy(file, beginning, (size_t)torn * sizeof *file);
    load_and_answer(&t, file);
    free(file);
    free(beginning);
    training_free(&old);
    training_free(&new);
    training_free(&t);
}

static void adam_step(Training *t)
{
    t->steps++;
    for (int k = 0; k < t->n; k++) {
        float g = t->param[k] - 1;
        t->m[k] = 0.9f * t->m[k] + 0.1f * g;
        t->v[k] = 0.999f * t->v[k] + 0.001f * g * g;
        float m = t->m[k] / (1 - powf(0.9f, (float)t->steps));
        float v = t->v[k] / (1 - powf(0.999f, (float)t->steps));
        t->param[k] -= 0.1f * m / (sqrtf(v) + 1e-8f);
    }
}

// Some steps, a break, some more.
static void run_resume(int i)
{
    Training t = training_new(i == 0 ? 1 : case_int(1, CASE_NUMBERS));
    memset(t.m, 0, (size_t)t.n * sizeof *t.m);
    memset(t.v, 0, (size_t)t.n * sizeof *t.v);
    t.steps = t.epoch = 0;
    given_training("at first", &t);
    int before = case_int(1, 9), after = case_int(1, 9);
    given("%d steps of Adam, save, load into another training, %d steps",
          before, after);
    for (int k = 0; k < before; k++)
        adam_step(&t);
    t.epoch++;
    Training u = training_new(t.n);
    float file[CASE_FILE + 100] = {0};
    save(&t, file);
    answer("loaded: yes (1) or no (0)", load(&u, file));
    for (int k = 0; k < after; k++)
        adam_step(&u);
    answer_training(&u);
    training_free(&t);
    training_free(&u);
}

static void run_go_on(int i)
{
    static const int worked[] = {30, 27, 13, 28, 14};
    int per_epoch = i < 5 ? 7 : case_int(3, 20);
    int every = i < 5 ? 2 : case_int(1, 5);
    int steps = i < 5 ? worked[i] : case_int(0, 400);
    about(steps < per_epoch * every, "no checkpoint yet");
    about(steps % (per_epoch * every) == 0, "just at a checkpoint");
    about(steps % per_epoch == 0, "an epoch has just ended");
    about(every == 1, "a checkpoint after each epoch");
    given("steps = %d, per_epoch = %d, every = %d", steps, per_epoch, every);
    answer("goes on at", go_on_at(steps, per_epoch, every));
}

const ExerciseItem exercise_items[] = {
    {"size", 1, "the size of the file", run_size, 4, 1e-6},
    {"save", 2, "what is saved", run_save, 6, 1e-6},
    {"load", 2, "what is loaded", run_load, 6, 1e-6},
    {"torn", 1, "a torn file", run_torn, 8, 1e-6},
    {"resume", 1, "the digits of the unbroken training", run_resume, 6, 1e-5,
     "save load"},
    {"lost", 1, "where it goes on", run_go_on, 12, 1e-6},
    {0}};

#include EXERCISE
