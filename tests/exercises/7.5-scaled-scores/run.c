#include <stdlib.h>

#include "exercise.h"

void scores(int n, int d, const float *q, const float *k, float *score);
void scores_backward(int n, int d, const float *q, const float *k,
                     const float *score_grad, float *q_grad, float *k_grad);

enum { CASE_MOST = 4, CASE_NUMBERS = CASE_MOST * CASE_MOST };

typedef struct Case {
    int n, d;
    float q[CASE_NUMBERS], k[CASE_NUMBERS], score_grad[CASE_NUMBERS];
    float q_grad[CASE_NUMBERS], k_grad[CASE_NUMBERS];
} Case;

// 0: the worked example; 1: d = 1; 2: one letter. From 4 on something is in the
// gradients before.
static Case case_of(int i)
{
    Case c = {1, 4, {0, 2, 1, 0}, {0, 2, 0, 0}, {1}, {0}, {0}};
    if (i > 0) {
        c = (Case){.n = i == 2 ? 1 : case_int(2, CASE_MOST)};
        c.d = i == 1 ? 1 : case_int(2, CASE_MOST);
        c.d += c.d == c.n ? (c.d < CASE_MOST ? 1 : -1) : 0;
    }
    about(c.d == 1, "rows of one number: d = 1");
    about(c.d == 4, "d = 4");
    about(c.n == 1, "one letter");
    for (int at = 0; at < c.n * c.d && i > 0; at++) {
        c.q[at] = case_float(-2, 2);
        c.k[at] = case_float(-2, 2);
        c.q_grad[at] = i < 4 ? 0 : case_float(-1, 1);
        c.k_grad[at] = i < 4 ? 0 : case_float(-1, 1);
    }
    for (int at = 0; at < c.n * c.n && i > 0; at++)
        c.score_grad[at] = case_float(-2, 2);
    return c;
}

static void run_forward(int i)
{
    Case c = case_of(i);
    float *q = case_copy_new(c.q, c.n * c.d, sizeof *q);
    float *k = case_copy_new(c.k, c.n * c.d, sizeof *k);
    float *score = case_copy_new(c.score_grad, c.n * c.n, sizeof *score);
    given_floats("q", c.n, c.d, c.q);
    given_floats("k", c.n, c.d, c.k);
    scores(c.n, c.d, q, k, score);
    answer_array("score", score, c.n * c.n);
    case_input_free(q);
    case_input_free(k);
    free(score);
}

static void run_backward(int i, bool of_q)
{
    Case c = case_of(i);
    int n = c.n * c.d;
    float *q = case_copy_new(c.q, n, sizeof *q);
    float *k = case_copy_new(c.k, n, sizeof *k);
    float *score_grad = case_copy_new(c.score_grad, c.n * c.n, sizeof *q);
    float *q_grad = case_copy_new(c.q_grad, n, sizeof *q);
    float *k_grad = case_copy_new(c.k_grad, n, sizeof *q);
    given_floats("q", c.n, c.d, c.q);
    given_floats("k", c.n, c.d, c.k);
    about(i >= 4, "something is in the gradient before");
    given_floats("score_grad", c.n, c.n, c.score_grad);
    given_floats(of_q ? "q_grad before" : "k_grad before", c.n, c.d,
                 of_q ? c.q_grad : c.k_grad);
    scores_backward(c.n, c.d, q, k, score_grad, q_grad, k_grad);
    answer_array(of_q ? "q_grad" : "k_grad", of_q ? q_grad : k_grad, n);
    case_input_free(q);
    case_input_free(k);
    case_input_free(score_grad);
    free(q_grad);
    free(k_grad);
}

static void run_q(int i)
{
    run_backward(i, true);
}

static void run_k(int i)
{
    run_backward(i, false);
}

const ExerciseItem exercise_items[] = {
    {"scores", 3, "queries by keys", run_forward, 7, 1e-5},
    {"query", 2, "the gradient of the queries", run_q, 7, 1e-5},
    {"key", 2, "the gradient of the keys", run_k, 7, 1e-5},
    {0}};

#include EXERCISE
