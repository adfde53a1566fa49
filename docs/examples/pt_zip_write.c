#include <stdio.h>
#include <stdlib.h>

#include "model_file/pt_zip.h"

int main(void)
{
    static const unsigned char numbers[8] = {1, 2, 3, 4, 5, 6, 7, 8};
    ZipWriter zip = {.prefix = "model"};
    pt_zip_add(&zip, "version", "3\n", 2);
    pt_zip_add_splice(&zip, "data/0", numbers, sizeof numbers);
    pt_zip_finish(&zip);
    printf("%zu bytes, and %zu between them at %zu\n", zip.file.size,
           zip.spliced, zip.splice[0].at);
    Bytes whole = pt_zip_join(&zip);
    printf("together %zu\n", whole.size);
    free(whole.data);
}
