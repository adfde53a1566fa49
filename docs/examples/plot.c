#include "kindling.h"
#include "program/program.h"

int main(void)
{
    float x[] = {0, 1, 2};
    Tensor *places = tensor_from(shape_1d(3), x);
    Tensor *squares = tensor_pow(places, 2);
    plot_write("build/plot/squares.dat", "x y",
               (const Tensor *[]){places, squares}, 2);
    FILE *file = fopen("build/plot/squares.dat", "r");
    for (int c; file && (c = getc(file)) != EOF;)
        putchar(c);
    printf("name = ");
    plot_put_text(stdout, "Anderson's iris");
    printf("\n");
    tape_free();
}
