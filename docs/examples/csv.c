#include <stdio.h>

#include "kindling.h"

int main(void)
{
    Error error;
    CsvFile *iris = csv_open("data/iris.csv", 0, &error);
    if (iris == NULL) {
        printf("%s\n", error.message);
        return 1;
    }
    printf("%d columns, the last is %s\n", iris->cols,
           iris->header[iris->cols - 1]);
    printf("line %d: a %s\n", iris->line, iris->field[iris->cols - 1]);
    csv_close(iris);
}
