/*: # The digits

[`data/digits.csv`](bibliography.md#alpaydin) has 1,797 handwritten digits. They
were written on forms, scanned, cut out, set upright and scaled to a height of
32 points, black or white: a **bitmap**. Of each block of 4 × 4 points became
one number: how many of the 16 were black.

So eight rows of eight numbers are left of 1,024 points. That makes small
networks possible, and it forgives: a stroke that is one point further left
hardly changes a count. [@fig-stage6-samples] shows twenty of the pictures. */
#include "stage6.h"

enum { VALIDATION = 347 }; // of 1797 digits, 450 are for the test: 1000 stay

/*: ## One set

The table has a row for each digit: 64 counts and a label. A count is divided by
16, so that a pixel is a number from 0 to 1. Nothing is standardised. In stage 3
mean and deviation had to be learned from the training rows alone; a bound that
is known beforehand cannot give anything away. */
static TensorDataset part_new(const Table *table, const int *row, int count)
{
    TensorDataset part = {tensor_new_zeros(shape_2d(count, PIXELS)),
                          tensor_new_zeros(shape_1d(count))};
    for (int i = 0; i < count; i++) {
        for (int k = 0; k < PIXELS; k++)
            part.x->data[i * PIXELS + k] =
                (float)(table->x[row[i] * PIXELS + k] / 16);
        part.y->data[i] = (float)table->label[row[i]];
    }
    return part;
}

/*: ## Three of them

The split is that of scikit-learn, `test_size=0.25, random_state=1`. It gives
the rows of the test first, then the others in random order, and the first 347
of these are for validation. Where each digit stood in the file is kept for the
list of mistakes. */
Digits digits_read(void)
{
    Digits digits;
    Error error;
    char *path = cli_home_path("data/digits.csv");
    output_expect(path, FILE_READ);
    Table *table = table_new_read(path, &(TableFormat){0}, &error);
    if (table == NULL)
        stage_fail_table(&error);
    if (table->rows < 2 * VALIDATION || table->features != PIXELS ||
        table->classes != CLASSES)
        cli_stop("%s: these are not the digits of the course", path);
    int *row = memory_new((size_t)table->rows, sizeof *row);
    int tests = train_test_split(table->rows, 0.25, 1, row);
    int others = tests + VALIDATION;
    digits.test = part_new(table, row, tests);
    digits.valid = part_new(table, row + tests, VALIDATION);
    digits.train = part_new(table, row + others, table->rows - others);
    digits.row = row;
    table_free(table);
    free(path);
    return digits;
}

// And back.
void digits_free(Digits *digits)
{
    TensorDataset *const parts[] = {&digits->train, &digits->valid,
                                    &digits->test};
    for (int i = 0; i < 3; i++) {
        tensor_free(parts[i]->x);
        tensor_free(parts[i]->y);
    }
    free(digits->row);
}
