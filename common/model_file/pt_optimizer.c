/*: # What Adam and SGD remember

Between two steps Adam keeps two numbers for each parameter's number, and how
many steps it took; SGD with momentum keeps one. A checkpoint holds them as
PyTorch's `optimizer.state_dict()`, which this chapter writes and reads.

The settings of SGD, as a file names them:

```{.c example="pt_optimizer"}
``` */
#include "model_file/pt_optimizer.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model_file/pt_write.h"

/*: ## Writing

The optimiser's dict has two parts. `state` holds what it knows of each
parameter, by number and not by name. `param_groups` holds the settings; there
can be several groups, each with settings of its own, and here it is one. A
setting that was never touched is the whole number 0 in PyTorch, and not 0.0.

![What Adam remembers of a linear layer of two inputs and one output: 0 is its
weight, 1 its bias](pt_optimizer.svg){#fig-pt-optimizer alt="A dict of state and
param_groups; state has the entries 0 and 1, each with step, exp_avg and
exp_avg_sq in the shape of the parameter; the group has lr, betas, eps and the
list of 0 and 1"} */
static bool is_adam(const Optimizer *o)
{
    return strcmp(o->name, "Adam") == 0;
}

// The number behind its name.
static void write_setting(Pickler *w, const char *name, double number)
{
    pt_emit_shared(w, 'X', name);
    if (number == 0)
        pt_emit_int(w, 0);
    else
        pt_emit_real(w, number);
}

// All settings, also those that ours do not have, and which parameters.
static void write_group(Pickler *w, const Optimizer *o)
{
    pt_emit(w, "]q}q('lr'");
    pt_emit_real(w, o->lr);
    if (is_adam(o)) {
        pt_emit(w, "'betas'");
        pt_emit_real(w, o->beta1);
        pt_emit_real(w, o->beta2);
        pt_emit(w, "\x86q");
        write_setting(w, "eps", o->eps);
        write_setting(w, "weight_decay", o->weight_decay);
        pt_emit(w, "'amsgrad'\x89'maximize'\x89'foreach'N'capturable'\x89"
                   "'differentiable'\x89'fused'\x89");
    } else {
        write_setting(w, "momentum", o->momentum);
        pt_emit(w, "'dampening'K");
        bytes_add_number(&w->pickle, 0, 1);
        write_setting(w, "weight_decay", o->weight_decay);
        pt_emit(w, "'nesterov'\x89'maximize'\x89'foreach'N"
                   "'differentiable'\x89");
    }
    pt_emit(w, "'params']q");
    for (int i = 0; i < o->count; i++) {
        pt_begin_item(w, i, o->count);
        pt_emit_int(w, i);
        pt_end_item(w, i, o->count, "ae");
    }
    pt_emit(w, "ua");
}

// Of one parameter; the steps are kept as a float, as in PyTorch.
static void write_averages(Pickler *w, const Optimizer *o, int i,
                           const float *steps)
{
    Shape shape = o->parameter[i]->shape;
    pt_emit(w, "}q");
    if (is_adam(o)) {
        pt_emit(w, "('step'");
        pt_write_tensor(w, &steps[i], shape_0d());
        pt_emit(w, "'exp_avg'");
        pt_write_tensor(w, o->average[i], shape);
        pt_emit(w, "'exp_avg_sq'");
        pt_write_tensor(w, o->average_sq[i], shape);
        pt_emit(w, "u");
    } else {
        pt_emit(w, "'momentum_buffer'");
        if (o->average[i])
            pt_write_tensor(w, o->average[i], shape);
        pt_emit(w, o->average[i] ? "s" : "Ns");
    }
}

void pt_write_optimizer(Pickler *w, const Optimizer *o, float *steps)
{
    int stepped = 0, i = 0;
    for (int k = 0; k < o->count; k++)
        stepped += o->parameter_steps[k] > 0;
    pt_emit(w, "}q('state'}q");
    for (int k = 0; k < o->count; k++)
        if (o->parameter_steps[k] > 0) {
            steps[k] = (float)o->parameter_steps[k];
            pt_begin_item(w, i, stepped);
            pt_emit_int(w, k);
            write_averages(w, o, k, steps);
            pt_end_item(w, i++, stepped, "su");
        }
    pt_emit(w, "'param_groups'");
    write_group(w, o);
    pt_emit(w, "u");
}

/*: ## Reading

All is read and compared before anything is changed. What our optimisers cannot
do (PyTorch's have more switches) must be off. */
static bool read_real(const PickleNode *dict, const char *key, double *number,
                      Error *error)
{
    const PickleNode *node = pt_pickle_get(dict, key);
    if (pt_pickle_is(node, PICKLE_INT))
        *number = (double)node->number;
    else if (pt_pickle_is(node, PICKLE_REAL))
        *number = node->real;
    else
        return error_set(error, "the optimiser's %s is no number", key);
    return true;
}

// Switches of PyTorch's optimisers that ours do not have.
static bool check_switches(const PickleNode *group, Error *error)
{
    static const char *const name[] = {"amsgrad", "maximize", "nesterov",
                                       "dampening"};
    for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
        const PickleNode *node = pt_pickle_get(group, name[i]);
        if (node && (node->number != 0 || node->real != 0))
            return error_set(error, "the optimiser's %s is on: it is not known",
                             name[i]);
    }
    return true;
}

// Of Adam or of SGD, whichever is asked for.
static bool read_group(Optimizer *o, const PickleNode *group, bool adam,
                       Error *error)
{
    const PickleNode *betas = pt_pickle_get(group, "betas");
    if (adam != (betas != NULL))
        return error_set(error, "its optimiser is not %s", o->name);
    if (!check_switches(group, error) ||
        !read_real(group, "lr", &o->lr, error) ||
        !read_real(group, "weight_decay", &o->weight_decay, error))
        return false;
    if (!adam)
        return read_real(group, "momentum", &o->momentum, error);
    if (!pt_pickle_is_tuple(betas, "rr"))
        return error_set(error, "the optimiser's betas are not two numbers");
    o->beta1 = betas->item[0]->real;
    o->beta2 = betas->item[1]->real;
    return read_real(group, "eps", &o->eps, error);
}

// An average of the shape of its parameter.
static bool read_average(const PtFile *file, const PickleNode *state,
                         const char *key, const Tensor *parameter,
                         PtTensor *average, Error *error)
{
    const PickleNode *node = pt_pickle_get(state, key);
    if (!node)
        return error_set(error, "the optimiser's %s is missing", key);
    if (!pt_read_tensor(average, &file->zip, key, node, error))
        return false;
    Shape shape = parameter->shape;
    return (pt_has_shape(average, shape) && average->type->number) ||
           error_set(error, "the optimiser's %s is %s, not %s", key,
                     pt_shape_text(average).chars, shape_text(shape).chars);
}

// The number of steps: a tensor, and a whole number before PyTorch 1.12.
static bool read_steps(const PtFile *file, const PickleNode *state, int *steps,
                       Error *error)
{
    const PickleNode *node = pt_pickle_get(state, "step");
    PtTensor t;
    double number = -1;
    if (pt_pickle_is(node, PICKLE_INT)) {
        number = (double)node->number;
    } else if (node) {
        if (!pt_read_tensor(&t, &file->zip, "step", node, error))
            return false;
        if (t.numel == 1 && t.type->number)
            number = (double)pt_number(&t, 0);
    }
    if (!(number >= 1 && number < INT_MAX))
        return error_set(error, "the optimiser's step is no number of steps");
    *steps = (int)number;
    return true;
}

// All that is kept of one parameter.
static bool read_averages(const PtFile *file, const PickleNode *state,
                          bool adam, const Tensor *parameter,
                          PtAverages *averages, Error *error)
{
    *averages = (PtAverages){.steps = 1}; // SGD does not need them
    averages->first.ndim = averages->second.ndim = -1;
    if (adam)
        return read_steps(file, state, &averages->steps, error) &&
               read_average(file, state, "exp_avg", parameter, &averages->first,
                            error) &&
               read_average(file, state, "exp_avg_sq", parameter,
                            &averages->second, error);
    return pt_pickle_is(pt_pickle_get(state, "momentum_buffer"), PICKLE_NONE) ||
           read_average(file, state, "momentum_buffer", parameter,
                        &averages->first, error);
}

// One group, of all parameters in their order.
static bool check_group(const PickleNode *groups, int count, Error *error)
{
    if (!pt_pickle_is(groups, PICKLE_LIST) || groups->count != 1 ||
        groups->item[0]->kind != PICKLE_DICT)
        return error_set(error,
                         "the optimiser has not one group of parameters");
    const PickleNode *list = pt_pickle_get(groups->item[0], "params");
    if (!pt_pickle_is(list, PICKLE_LIST) || list->count != count)
        return error_set(error, "the optimiser is for %d parameters, not %d",
                         list ? list->count : 0, count);
    for (int i = 0; i < count; i++)
        if (list->item[i]->kind != PICKLE_INT || list->item[i]->number != i)
            return error_set(error,
                             "the optimiser's parameters are not in order");
    return true;
}

// All of the dict; what a parameter that never had a gradient has is nothing.
static bool read_dict(PtOptimizer *made, const PtFile *file,
                      const PickleNode *dict, const Optimizer *o, Error *error)
{
    const PickleNode *groups = pt_pickle_get(dict, "param_groups");
    const PickleNode *state = pt_pickle_get(dict, "state");
    if (!pt_pickle_is(state, PICKLE_DICT))
        return error_set(error, "the optimiser's state is no dict");
    if (!check_group(groups, o->count, error) ||
        !read_group(&made->settings, groups->item[0], is_adam(o), error))
        return false;
    for (int i = 0; i < o->count; i++) {
        char key[16];
        snprintf(key, sizeof key, "%d", i);
        const PickleNode *own = pt_pickle_get(state, key);
        if (own && own->kind != PICKLE_DICT)
            return error_set(error, "the optimiser's state is no dict");
        if (own && !read_averages(file, own, is_adam(o), o->parameter[i],
                                  &made->averages[i], error))
            return false;
    }
    return true;
}

bool pt_read_optimizer(PtOptimizer *made, const PtFile *file,
                       const PickleNode *dict, const Optimizer *o, Error *error)
{
    made->settings = *o;
    made->averages = memory_new((size_t)o->count, sizeof *made->averages);
    if (read_dict(made, file, dict, o, error))
        return true;
    free(made->averages);
    return false;
}

/*: What was read takes the place of what the optimiser knew. */
static void set_average(float **average, const PtTensor *t, bool there)
{
    free(*average);
    *average = NULL;
    if (there && t->ndim >= 0) {
        *average = memory_new((size_t)t->numel, sizeof **average);
        pt_numbers(t, *average);
    }
}

void pt_set_optimizer(Optimizer *o, PtOptimizer *made)
{
    *o = made->settings;
    for (int i = 0; i < o->count; i++) {
        const PtAverages *from = &made->averages[i];
        o->parameter_steps[i] = from->steps;
        set_average(&o->average[i], &from->first, from->steps > 0);
        set_average(&o->average_sq[i], &from->second, from->steps > 0);
    }
    free(made->averages);
}
