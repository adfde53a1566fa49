#include <stdio.h>

#include "model_file/pt_node.h"

int main(void)
{
    Pickle pickle = {0};
    PickleNode *node = pt_pickle_add(&pickle, PICKLE_TEXT);
    node->text = "layer1.weight, and what follows it in the file";
    node->length = 13;
    if (pt_pickle_is_text(node, "layer1.weight"))
        printf("a text of %zu letters\n", node->length);
    pt_pickle_free(&pickle);
}
