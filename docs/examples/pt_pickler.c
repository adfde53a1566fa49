#include <stdio.h>
#include <stdlib.h>

#include "model_file/pt_pickler.h"

int main(void)
{
    Pickler w = {0};
    pt_emit(&w, "}q'dim'");
    pt_emit_int(&w, 1);
    pt_emit(&w, "s.");
    for (size_t i = 0; i < w.pickle.size; i++)
        printf("%s%02x", i > 0 ? " " : "", w.pickle.data[i]);
    printf("\n");
    free(w.pickle.data);
    free(w.shared);
}
