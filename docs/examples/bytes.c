#include <stdio.h>
#include <stdlib.h>

#include "bytes.h"

int main(void)
{
    Bytes bytes = {0};
    bytes_add_text(&bytes, "PK");
    bytes_add_number(&bytes, 1000, 4); // the lowest byte first
    for (size_t i = 0; i < bytes.size; i++)
        printf("%02x ", bytes.data[i]);
    printf("\nread again: %d\n", (int)bytes_number(bytes.data + 2, 4));
    printf("from a stranger: %s\n", quote("a\x1b[2Jb").chars);
    free(bytes.data);
}
