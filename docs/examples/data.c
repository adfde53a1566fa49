#include <stdio.h>

#include "kindling.h"

int main(void)
{
    const float rows[] = {10, 11, 12, 13, 14}, labels[] = {0, 1, 2, 3, 4};
    TensorDataset all = {tensor_new_from(shape_2d(5, 1), rows),
                         tensor_new_from(shape_1d(5), labels)};
    manual_seed(1);
    DataLoader loader = dataloader_new(all, 2, true); // shuffled, two a batch
    TensorDataset batch;
    while (dataloader_next(&loader, &batch)) {
        printf("labels ");
        tensor_print(stdout, batch.y);
    }
    dataloader_free(&loader);
    tensor_free(all.x);
    tensor_free(all.y);
}
