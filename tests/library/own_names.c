// Names that a program may have, and that the library has inside. It is linked
// with all of the library, so that names that are there twice are found.
#include "kindling.h"

int check(int x);
int quote(int x);
int file_read(int x);
int bytes_add(int x);
int zip_add(int x);

int check(int x)
{
    return x + 1;
}

int quote(int x)
{
    return check(x) + 1;
}

int file_read(int x)
{
    return quote(x) + 1;
}

int bytes_add(int x)
{
    return file_read(x) + 1;
}

int zip_add(int x)
{
    return bytes_add(x) + 1;
}

int main(void)
{
    return zip_add(-5);
}
