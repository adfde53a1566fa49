#include <stdio.h>
#include <stdlib.h>

#include "model_file/pt_contents.h"

int main(void)
{
    // {'epoch': 3, 'state_dict': {'bias': a tensor}}
    PickleNode tensor = {.kind = PICKLE_TENSOR};
    PickleNode epoch = {.kind = PICKLE_INT, .number = 3};
    PickleNode key[] = {{.kind = PICKLE_TEXT, .text = "bias"},
                        {.kind = PICKLE_TEXT, .text = "epoch"},
                        {.kind = PICKLE_TEXT, .text = "state_dict"}};
    PickleNode *inner[] = {&key[0], &tensor};
    PickleNode state = {.kind = PICKLE_DICT, .count = 2, .item = inner};
    PickleNode *outer[] = {&key[1], &epoch, &key[2], &state};
    PickleNode root = {.kind = PICKLE_DICT, .count = 4, .item = outer};
    PtPart part[PT_PARTS_MAX];
    int count = pt_find_parts(&root, part);
    char *beside = pt_beside(&root, part[0].path);
    printf("%d: %s, and beside it %s\n", count, part[0].path, beside);
    free(beside);
    free(part[0].path);
}
