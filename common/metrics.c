/*: # Metrics

A loss is made for the optimiser: it has a slope everywhere, so it also asks how
sure the model was. People ask something simpler: how many are right? That
number has no slope, it jumps, so it cannot be a loss.

```{.c example="metrics"}
```

![Hits stand on the diagonal](metrics.svg){#fig-metrics alt="A table of three
rows and three columns with 17, 18 and 14 on its diagonal and a single 1 beside
it"}

## Hits

The predicted class is the one with the largest output: `argmax` gives its
number. Both `argmax` and `eq` give whole numbers, which have no slope: counting
between a loss and its `backward` does not disturb the gradients. */
#include "metrics.h"

#include <stdlib.h>

#include "base.h"
#include "ops.h"

float hits(Tensor *pred, Tensor *target)
{
    Tensor *is_correct = tensor_eq(tensor_argmax(pred, 1), target);
    return tensor_item(tensor_sum(is_correct));
}

/*: ## The confusion matrix

Which classes are taken for which? A table tells: a row for what something is, a
column for what the model says. What is right stands on the diagonal. */
void confusion_print(FILE *file, const Tensor *target, const Tensor *said,
                     int classes, char *const *class_name)
{
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
