// Names that a program may have, and that the library has inside: linked with
// all of the library, so that names that are there twice are found. It prints
// every bit of what it learns, which must be the same however the library was
// compiled.
#include "kindling.h"

int check(int x);
int quote(int x);
int file_read(int x);
int bytes_add(int x);
int zip_add(int x);

int check(int x)
{
    return x + 1;
}

int quote(int x)
{
    return check(x) + 1;
}

int file_read(int x)
{
    return quote(x) + 1;
}

int bytes_add(int x)
{
    return file_read(x) + 1;
}

int zip_add(int x)
{
    return bytes_add(x) + 1;
}

int main(void)
{
    manual_seed(1);
    Tensor *x = tensor_new_randn(shape_2d(50, 20));
    Linear hidden = linear_new(20, 30, true), last = linear_new(30, 1, true);
    Parameters list = {0};
    linear_parameters(&hidden, "hidden", &list);
    linear_parameters(&last, "last", &list);
    Optimizer *adam = adam_new(&list, 0.01);
    for (int step = 0; step < 100; step++) {
        Tensor *middle = tensor_sigmoid(linear_forward(&hidden, x));
        backward(tensor_mean(tensor_pow(linear_forward(&last, middle), 2)));
        optimizer_step(adam);
        optimizer_zero_grad(adam);
        tape_reset();
    }
    for (int i = 0; i < list.count; i++)
        for (int k = 0; k < tensor_numel(list.item[i].tensor); k++)
            printf("%a\n", list.item[i].tensor->data[k]);
    return zip_add(-5);
}
