/*: # Metrics

A loss is made for the optimiser: it has a slope everywhere, so it also asks how
sure the model was. People ask something simpler: how many are right? That
number has no slope, it jumps, so it cannot be a loss.

```{.c example="metrics"}
```

![Hits stand on the diagonal](metrics.svg){#fig-metrics alt="A table of three
rows and three columns with 17, 18 and 14 on its diagonal and a single 1 beside
it"}

## Correct predictions

The predicted class is the one with the largest output: [the place of the
largest number](ops_reduce.c#def-line_argmax) is its number. With operations
this would be `tensor_sum(tensor_eq(tensor_argmax(pred, 1), target))`, three
results on the tape that no gradient asks for. A training step of a small
network counts them each time, and took a sixteenth of its instructions for
that; a loop that makes no results takes a quarter of those. */
#include "metrics.h"

#include <stdlib.h>

#include "mistake.h"
#include "ops.h"

float count_correct(const Tensor *pred, const Tensor *target)
{
    int rows = tensor_rows(pred), classes = tensor_cols(pred), count = 0;
    check(shape_equal(target->shape, shape_1d(rows)) && classes > 0,
          "count_correct: pred is %s and target %s, not [rows, classes] and "
          "[rows]",
          shape_text(pred->shape).chars, shape_text(target->shape).chars);
    for (int i = 0; i < rows; i++) {
        int best = line_argmax(pred->data + i * classes, classes, 1);
        count += (float)best == target->data[i];
    }
    return (float)count;
}

/*: ## The confusion matrix

Which classes are taken for which? A table tells: a row for what something is, a
column for what the model says. What is right stands on the diagonal. */
void confusion_print(FILE *file, const Tensor *target, const Tensor *said,
                     int classes, char *const *class_name)
{
    enum { MOST = 20 }; // a line of a terminal holds fewer
    if (classes > MOST) {
        fprintf(file,
                "confusion matrix: left out, %d classes are more than %d\n",
                classes, MOST);
        return;
    }
    int *count = memory_new((size_t)classes * (size_t)classes, sizeof *count);
    for (int i = 0; i < tensor_numel(target); i++)
        count[(int)target->data[i] * classes + (int)said->data[i]]++;
    fprintf(file, "%-16s", "is \\ said");
    for (int c = 0; c < classes; c++)
        fprintf(file, " %12.12s", class_name[c]);
    for (int r = 0; r < classes; r++) {
        fprintf(file, "\n%-16.16s", class_name[r]);
        for (int c = 0; c < classes; c++)
            fprintf(file, " %12d", count[r * classes + c]);
    }
    fprintf(file, "\n");
    free(count);
}
