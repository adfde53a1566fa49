#include <stdio.h>

#include "model_file/pt_node.h"

static void try_to_read(const char *text, size_t size)
{
    Pickle pickle = {0};
    Error error;
    if (pt_pickle_read(&pickle, (const unsigned char *)text, size, &error))
        printf("a dict: dim is %d\n",
               (int)pt_pickle_get(pickle.root, "dim")->number);
    else
        printf("%s\n", error.message);
    pt_pickle_free(&pickle);
}

int main(void)
{
    static const char dict[] = "\x80\x02}q\0X\3\0\0\0dimq\1K\1s.";
    static const char attack[] = "\x80\x02"
                                 "cos\nsystem\nX\2\0\0\0ls\x85R.";
    try_to_read(dict, sizeof dict - 1);
    try_to_read(attack, sizeof attack - 1);
}
