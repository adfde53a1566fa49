#include "program/program.h"

int main(void)
{
    TableOptions table = {.standardize = 1};
    Option options[TABLE_OPTIONS];
    stage_table_options(options, &table);
    for (int i = 0; i < TABLE_OPTIONS; i++)
        printf("--%s: %s\n", options[i].name, options[i].help);
    TableSplit iris = stage_read_table(&table, 1.0 / 3, 1);
    printf("train %s, test %s\n", shape_text(iris.train.x->shape).chars,
           shape_text(iris.test.x->shape).chars);
    table_split_free(&iris);
    return stage_end("example", &(CliCommon){.no_plot = true});
}
