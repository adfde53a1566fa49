#include <stdio.h>
#include <stdlib.h>

#include "file.h"

int main(void)
{
    Error error;
    Bytes written = {0}, read = {0};
    bytes_add_text(&written, "two lines,\nnever one\n");
    if (file_replace("build/example.txt", &written, &error) &&
        file_read("build/example.txt", UINT32_MAX, &read, &error))
        printf("%.*s", (int)read.size, (char *)read.data);
    free(read.data);
    read = (Bytes){0};
    if (!file_read("build", UINT32_MAX, &read, &error))
        printf("build: %s\n", error.message);
    free(read.data);
    free(written.data);
}
