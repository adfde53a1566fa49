#include <stdio.h>
#include <stdlib.h>

#include "kindling.h"

int main(void)
{
    Error error;
    for (int cols = 4; cols <= 5; cols++) { // the fifth holds words
        CsvFile *iris = csv_open("data/iris.csv", ',', &error);
        CsvNumbers numbers;
        if (csv_read(iris, cols, false, &numbers, &error))
            printf("%d rows, the first begins with %g\n", numbers.rows,
                   numbers.x[0]);
        else
            printf("%s\n", error.message);
        free(numbers.x);
        free(numbers.label);
        csv_close(iris);
    }
}
