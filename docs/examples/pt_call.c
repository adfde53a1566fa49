#include <stdio.h>

#include "model_file/pt_node.h"

int main(void)
{
    // collections.OrderedDict(): the name, an empty tuple, REDUCE
    static const char call[] = "\x80\x02"
                               "ccollections\nOrderedDict\n)R.";
    Pickle pickle = {0};
    Error error;
    if (pt_pickle_read(&pickle, (const unsigned char *)call, sizeof call - 1,
                       &error))
        printf("%s\n", pickle.root->kind == PICKLE_DICT ? "a dict" : "?");
    pt_pickle_free(&pickle);
}
