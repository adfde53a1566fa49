#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "exercise.h"

void causal_softmax(int n, const float *score, float *share);
void causal_softmax_backward(int n, const float *share, const float *share_grad,
                             float *score_grad);

enum { CASE_MOST = 5, CASE_NUMBERS = CASE_MOST * CASE_MOST };

static const float EXAMPLE[9] = {0, 9, 9, 2, 2, 9, 0, 2, 1};

// 0: the worked example; 1: all very negative, the last score less so; 2: the
// first one less so; 3: something infinite or no number ahead; 4: one letter;
// 5 to 7: scores far apart; 10: all very negative.
static int case_scores(int i, float score[CASE_NUMBERS])
{
    static const float none[] = {INFINITY, -INFINITY, NAN};
    if (i == 0) {
        memcpy(score, EXAMPLE, sizeof EXAMPLE);
        return 3;
    }
    about(i == 1, "very low scores, the letter's own less so");
    about(i == 2, "very low scores, the first one less so");
    about(i == 3, "no numbers, or infinite ones, for later letters");
    about(i == 4, "one letter");
    about(i > 4 && i < 8, "scores far apart, here and there");
    about(i == 10, "all scores are about -2700");
    int n = i == 4 ? 1 : case_int(3, CASE_MOST);
    for (int k = 0; k < n * n; k++) {
        int level = i > 4 && i < 8 ? case_int(-3, 3) : 0;
        if (i == 1 || i == 2)
            level = (i == 1 ? k % n == k / n : k % n == 0) ? -1 : -3;
        level = i == 10 ? -3 : level;
        score[k] = case_float(-3, 3) + 900.0f * (float)level;
    }
    for (int k = 0; k < n * n && i == 3; k++)
        score[k] = k % n > k / n ? none[k % 3] : score[k];
    return n;
}

static void run_forward(int i)
{
    float numbers[CASE_NUMBERS];
    int n = case_scores(i, numbers);
    float *score = case_copy_new(numbers, n * n, sizeof *score);
    for (int k = 0; k < n * n; k++)
        numbers[k] = 7;
    float *share = case_copy_new(numbers, n * n, sizeof *share);
    given_floats("score", n, n, score);
    given("share holds 7 before");
    causal_softmax(n, score, share);
    answer_array("share", share, n * n);
    case_input_free(score);
    free(share);
}

// What somebody's softmax has given for the scores of the case.
static void shares_of(int n, float *x)
{
    for (int i = 0; i < n; i++) {
        double sum = 0, most = x[i * n];
        for (int j = 1; j <= i; j++)
            most = fmax(most, x[i * n + j]);
        for (int j = 0; j <= i; j++)
            sum += exp(x[i * n + j] - most);
        for (int j = 0; j < n; j++)
            x[i * n + j] = j > i ? 0 : (float)(exp(x[i * n + j] - most) / sum);
    }
}

static void run_backward(int i)
{
    float numbers[CASE_NUMBERS], up[CASE_NUMBERS] = {0}, before[CASE_NUMBERS];
    int n = case_scores(i, numbers);
    shares_of(n, numbers);
    for (int k = 0; k < n * n; k++) {
        up[k] = i == 0 ? k == 7 : case_float(-2, 2);
        up[k] = i == 3 && k % n > k / n ? NAN : up[k];
        before[k] = i < 4 ? 0 : case_float(-1, 1);
    }
    float *share = case_copy_new(numbers, n * n, sizeof *share);
    float *share_grad = case_copy_new(up, n * n, sizeof *share);
    float *score_grad = case_copy_new(before, n * n, sizeof *share);
    about(i >= 4, "something is in score_grad before");
    given_floats("share", n, n, share);
    given_floats("share_grad", n, n, up);
    given_floats("score_grad before", n, n, before);
    causal_softmax_backward(n, share, share_grad, score_grad);
    answer_array("score_grad", score_grad, n * n);
    case_input_free(share);
    case_input_free(share_grad);
    free(score_grad);
}

const ExerciseItem exercise_items[] = {
    {"shares", 4, "shares of the letters so far", run_forward, 11, 1e-6},
    {"gradient", 3, "the gradient of the scores", run_backward, 11, 1e-5},
    {0}};

#include EXERCISE
