// replay_NAME: gives each file of tests/fuzz/corpus/NAME/ to the function that
// make fuzz throws random bytes at. It stops at the first that is not borne.
#define _POSIX_C_SOURCE 200809L
#include "mistake.h"
#include "bytes.h"
#include "file.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);

// libFuzzer's own, which nobody calls here.
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size)
{
    (void)data;
    return size < max_size ? size : max_size;
}

int main(int argc, char **argv)
{
    (void)argc;
    Error error;
    int files = 0;
    const char *name = strstr(argv[0], "replay_");
    check(name != NULL, "%s: not called replay_NAME", argv[0]);
    char *folder = text_new("tests/fuzz/corpus/%s", name + strlen("replay_"));
    DIR *entries = opendir(folder);
    check(entries != NULL, "%s: no such folder", folder);
    for (struct dirent *entry; (entry = readdir(entries));) {
        char *path = text_new("%s/%s", folder, entry->d_name);
        Bytes bytes = {0};
        if (*entry->d_name != '.') {
            check(file_read(path, 1 << 20, &bytes, &error), "%s: %s", path,
                  error.message);
            LLVMFuzzerTestOneInput(bytes.data, bytes.size);
            files++;
        }
        free(bytes.data);
        free(path);
    }
    closedir(entries);
    printf("100%%: %d files of %s\n", files, folder);
    free(folder);
    return files == 0;
}
