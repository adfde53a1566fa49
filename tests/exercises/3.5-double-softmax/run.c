#include "exercise.h"

#include <stdio.h>
#include <stdlib.h>

#include "autograd.h"
#include "ops.h"

double loss_floor(int classes);
void gradient_twice(int classes, const double *z, int t, double *z_grad);
Tensor *mended_loss(Tensor *p, Tensor *target);

enum { CASE_MOST = 5, CASE_CLASSES = 8 };

static void run_floor(int i)
{
    static const int counts[] = {3, 10, 2, 1, 1000};
    int classes = i < 5 ? counts[i] : case_int(4, 60);
    about(classes == 1, "one class");
    about(classes == 2, "two classes");
    given("%d classes", classes);
    answer("floor", loss_floor(classes));
}

static void run_gradient(int i)
{
    double logits[CASE_CLASSES] = {0}, filled[CASE_CLASSES];
    int classes = i < 3 ? 3 : i == 3 ? 2 : i == 4 ? 8 : case_int(3, CASE_MOST);
    int t = i < 3 ? 0 : case_int(0, classes - 1);
    if (i == 1 || i == 2)
        logits[i == 1] = 5;
    for (int k = 0; k < classes; k++) {
        filled[k] = case_double(1, 9); // what stands there before
        if (i > 2)
            logits[k] = case_double(-2, 2);
    }
    char text[20];
    about(i == 0, "all logits are equal");
    about(i == 1, "sure and wrong");
    about(i == 2, "sure and right");
    about(classes == 2, "two classes");
    about(t > 0, "a target that is not class 0");
    given("t = %d", t);
    given_doubles("z", 1, classes, logits);
    double *z = case_copy_new(logits, classes, sizeof *logits);
    double *z_grad = case_copy_new(filled, classes, sizeof *filled);
    gradient_twice(classes, z, t, z_grad);
    for (int k = 0; k < classes; k++) {
        sprintf(text, "z_grad[%d]", k);
        answer(text, z_grad[k]);
    }
    case_input_free(z);
    free(z_grad);
}

// 0: the worked example; 1: one row; 2: sure and wrong; 3: sure and right.
static Tensor *logits_new(int i, Tensor **target)
{
    static const float logs[] = {-0.35667494f, -1.60943791f, -2.30258509f,
                                 -1.38629436f, -1.38629436f, -0.69314718f};
    static const float classes_of_example[] = {0, 2};
    if (i == 0) {
        *target = tensor_new_from(shape_1d(2), classes_of_example);
        return tensor_new_from(shape_2d(2, 3), logs);
    }
    int rows = i == 1 ? 1 : case_int(2, 3), classes = case_int(3, CASE_MOST);
    Tensor *z = case_tensor_new(shape_2d(rows, classes), -2, 2);
    *target = tensor_new_zeros(shape_1d(rows));
    for (int r = 0; r < rows; r++)
        (*target)->data[r] = (float)case_int(0, classes - 1);
    int right = (int)(*target)->data[0];
    if (i == 2)
        z->data[(right + 1) % classes] = 9;
    if (i == 3)
        z->data[right] = 8;
    return z;
}

static void run_mended(int i)
{
    Tensor *target, *z = logits_new(i, &target);
    about(i == 1, "one row");
    about(i == 2, "sure and wrong");
    about(i == 3, "sure and right");
    tensor_requires_grad(z);
    Tensor *p = tensor_softmax(z, 1);
    given_tensor("target", target);
    given_tensor("p", p);
    Tensor *loss = mended_loss(p, target);
    answer_tensor("loss", loss);
    if (loss && loss->requires_grad && loss->shape.ndim == 0)
        backward(loss);
    if (z->grad)
        answer_array("gradient of z", z->grad, tensor_numel(z));
    else
        answer_tensor("gradient of z", NULL);
    tape_reset();
    tensor_free(z);
    tensor_free(target);
}

const ExerciseItem exercise_items[] = {
    {"floor", 2, "the smallest loss with two softmaxes", run_floor, 8, 1e-6},
    {"gradient", 4, "the gradient through both", run_gradient, 9, 1e-9},
    {"mended", 2, "the right loss of probabilities", run_mended, 7, 1e-5},
    {0}};

#include EXERCISE
