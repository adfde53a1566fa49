// Reverse-mode automatic differentiation. Every operation puts its result at
// the end of the tape; backward(loss) walks the tape from the loss to its
// start and each result adds to the gradients of what it was computed from.
//
// A training step:   pred = …; loss = …;    operations fill the tape
//                    backward(loss);        gradients of the parameters
//                    optimizer_step(…);     optim.h
//                    tape_reset();          every result is gone
// Do not touch a result after tape_reset(); keep what you need with
// tensor_item() or tensor_new_copy(). Each thread has a tape of its own.
#ifndef KINDLING_AUTOGRAD_H
#define KINDLING_AUTOGRAD_H

#include "base.h"
#include "tensor.h"

// A result of the given shape, with its numbers not yet set, at the end of the
// tape. Used by the operations: op is its name, backward the function that adds
// to the inputs' gradients, a, b, c the inputs (NULL: none).
Tensor *tape_push(const char *op, Shape shape, void (*backward)(Tensor *),
                  Tensor *a, Tensor *b, Tensor *c);

// Room for numbers that an operation needs meanwhile: until the next call.
double *tape_scratch(int count);

// Ends the life of every result. The next step uses their memory again (with
// AddressSanitizer it is freed instead, so that a late use is reported).
void tape_reset(void);
// Gives the tape's memory back too: at the end of a thread or program.
void tape_free(void);
// How many results the tape holds, and the i-th of them.
int tape_length(void);
Tensor *tape_at(int i);
// How many it may hold, in this thread; more, and somebody forgot tape_reset().
// 10,000 at first. A step that really makes more says so here.
void tape_set_max(int results);

// loss.backward(): adds d loss / d t to t->grad for every t that requires a
// gradient and that the loss depends on. Mistakes: a loss that has more than
// one number, that depends on nothing that requires a gradient, or that was
// walked before.
void backward(Tensor *loss);

// with torch.no_grad(): results between begin and end record no history.
// Pairs may be nested.
void no_grad_begin(void);
void no_grad_end(void);

// Compares the gradients of backward() with differences. loss_of(context) must
// compute a loss, a single number, on the tape; tensors[0 … count-1] are the
// leaves to move. Returns the largest of |difference - gradient| /
// (1 + |gradient|); below 1e-3 is right for float32. With a table (NULL: none)
// it writes one line for each number. Resets the tape and the gradients.
double gradcheck(FILE *table, Tensor *(*loss_of)(void *context), void *context,
                 Tensor **tensors, int count);

#endif
