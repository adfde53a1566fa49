#include <stdio.h>
#include <stdlib.h>

#include "model_file/pt_zip.h"

int main(void)
{
    ZipWriter out = {.prefix = "model"};
    pt_zip_add(&out, "version", "3\n", 2);
    pt_zip_finish(&out);
    Zip in = {0};
    Error error;
    if (pt_zip_read(&in, out.file.data, out.file.size, &error))
        printf("%d record: %s, %zu bytes\n", in.count, in.record[0].name,
               in.record[0].size);
    free(in.record);
    out.file.data[66] ^= 1; // one bit of the record or of what is around it
    if (!pt_zip_read(&in, out.file.data, out.file.size, &error))
        printf("%s\n", error.message);
    free(in.record);
    free(out.file.data);
}
