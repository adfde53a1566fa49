#include <stdio.h>

#include "model_file/pt_node.h"

int main(void)
{
    Pickle pickle = {0};
    PickleNode *item[] = {pt_pickle_add(&pickle, PICKLE_TENSOR),
                          pt_pickle_add(&pickle, PICKLE_BOOL)};
    PickleNode tuple = {.kind = PICKLE_TUPLE, .count = 2, .item = item};
    if (pt_pickle_is_tuple(&tuple, "Tb"))
        printf("a tensor, and true or false\n");
    pt_pickle_free(&pickle);
}
