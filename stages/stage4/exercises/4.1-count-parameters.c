/*: # Exercise 4.1: how many parameters? {#ex-4-1}

The size of a model is the first thing people say about it: "seven billion
parameters". Each is one number, a float of four bytes in the file. Count them,
twice.

**On paper.** A linear layer from $n$ to $m$ units has a weight of $m \cdot n$
numbers and, if it has a bias, $m$ more. `count_chain` gets the widths of a
chain of linear layers, `width[0]` inputs, then `width[1]` units, and so on:
`layers` layers, so `layers + 1` widths. All of them have a bias, or none.

The model of this chapter has the widths 4, 16, 3:

$$ (16 \cdot 4 + 16) + (3 \cdot 16 + 3) = 80 + 51 = 131. $$

The number can be larger than an `int` holds: two widths of 100,000 make
10,000,100,000. A `long long` is enough.

**In the model.** `count_model` gets any model and counts what is really there,
each number once, also where two layers share a tensor.
A `Sequential` may hold other `Sequential`s, layers may be with or without bias,
and Sigmoid or Softmax have no parameters. `module_parameters`, which the
chapter uses before training, makes a list of all parameters: look into
`common/nn.h` for what is in the list, and give it back when you are done. For
the model of this chapter it counts 131 again. */
#include <stdbool.h>

#include "nn.h"

long long count_chain(int layers, const int *width, bool bias)
{
    (void)bias; // delete this line when you use bias
    long long count = 0;
    for (int i = 0; i < layers; i++)
        count += width[i]; // your code here
    return count;
}

long long count_model(const Module *model)
{
    return model->count + 1; // your code here
}
