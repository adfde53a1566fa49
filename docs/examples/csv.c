#include <stdio.h>
#include <stdlib.h>

#include "kindling.h"

int main(void)
{
    Error error;
    CsvFile *iris = csv_open("data/iris.csv", &error);
    if (iris == NULL) {
        printf("%s\n", error.message);
        return 1;
    }
    printf("%d columns, the last is %s\n", iris->cols,
           iris->header[iris->cols - 1]);
    printf("line %d: a %s\n", iris->line, iris->field[iris->cols - 1]);
    CsvNumbers numbers;
    if (!csv_read(iris, 5, false, &numbers, &error))
        printf("%s\n", error.message);
    free(numbers.x);
    free(numbers.label);
    csv_close(iris);
}
