#include <stdio.h>

#include "kindling.h"

int main(void)
{
    Error error;
    CsvTable *iris = csv_new_read("data/iris.csv", &error);
    if (iris == NULL) {
        printf("%s\n", error.message);
        return 1;
    }
    printf("%d rows, %d columns, the last is %s\n", iris->rows, iris->cols,
           iris->header[iris->cols - 1]);
    double number;
    if (csv_number(iris, 0, 0, &number, &error))
        printf("the first number: %g\n", number);
    if (!csv_number(iris, 0, 4, &number, &error))
        printf("%s\n", error.message);
    csv_free(iris);
}
