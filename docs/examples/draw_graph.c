#include "kindling.h"
#include "program/program.h"

int main(void)
{
    Tensor *w = tensor_requires_grad(tensor_new_full(shape_1d(1), 2));
    Tensor *x = tensor_scalar(3);
    Tensor *loss = tensor_sum(tensor_mul(x, w));
    backward(loss);
    Parameter names[] = {{"x", x}, {"w", w}};
    graph_write("graph.dot", loss, &(Parameters){2, names});
    FILE *file = fopen("graph.dot", "r");
    for (int c; file && (c = getc(file)) != EOF;)
        putchar(c);
    tensor_free(w);
    tape_free();
}
