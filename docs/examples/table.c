#include <stdio.h>

#include "kindling.h"

int main(void)
{
    Error error;
    TableFormat format = {.label = "species"};
    Table *iris = table_new_read("data/iris.csv", &format, &error);
    if (iris == NULL) {
        printf("%s\n", error.message);
        return 1;
    }
    printf("%d rows of %d features\n", iris->rows, iris->features);
    for (int c = 0; c < iris->classes; c++)
        printf("class %d: %s\n", c, iris->class_name[c]);
    table_free(iris);
}
