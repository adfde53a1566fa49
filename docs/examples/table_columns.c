#include <stdio.h>

#include "kindling.h"

int main(void)
{
    Error error;
    TableFormat format = {.label = "last", .drop = "petal_length,petal_width"};
    CsvFile *iris = csv_open("data/iris.csv", 0, &error);
    int kept = iris ? table_arrange(iris, &format, &error) : 0;
    if (kept == 0)
        printf("%s\n", error.message);
    for (int i = 0; i < kept; i++)
        printf("%s: %s\n", iris->header[i], iris->field[i]);
    csv_close(iris);
}
