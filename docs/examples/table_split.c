#include <stdio.h>

#include "kindling.h"

int main(void)
{
    Error error;
    TableSplit iris;
    TableFormat format = {.label = "species"};
    if (!table_split_read(&iris, "data/iris.csv", &format, 1.0 / 3, 1, false,
                          &error)) {
        printf("%s\n", error.message);
        return 1;
    }
    printf("train x %s, test x %s\n", shape_text(iris.train.x->shape).chars,
           shape_text(iris.test.x->shape).chars);
    printf("mean %.4f, deviation %.4f\n", iris.scale.mean[0],
           iris.scale.deviation[0]);
    table_split_free(&iris);
}
