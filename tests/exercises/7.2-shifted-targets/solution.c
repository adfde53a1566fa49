/*: # Solution 7.2: what comes next? {#sol-7-2}

Think of one list, the edge, the letters, the edge. The input is this list
without its last number, the target is it without its first. So the two never
disagree, and what is asked at place $i$ stands at place $i$ of the input and of
all before.

A model whose target is *not* moved learns to say what it has just read. Its
loss falls to 0 at once: that is how one notices. */
#include <string.h>

static int number_at(const char *name, int i)
{
    return name[i] == '\0' ? 0 : name[i] - 'a' + 1;
}

int encode(const char *name, int block, int *input, int *target)
{
    int n = (int)strlen(name) + 1;
    if (n > block)
        n = block;
    for (int i = 0; i < n; i++) {
        input[i] = i == 0 ? 0 : number_at(name, i - 1);
        target[i] = number_at(name, i);
    }
    return n;
}

/*: A name that was made may end before all places are used, or never. */
void decode(int n, const int *number, char *name)
{
    int length = 0;
    while (length < n && number[length] != 0) {
        name[length] = (char)('a' + number[length] - 1);
        length++;
    }
    name[length] = '\0';
}
