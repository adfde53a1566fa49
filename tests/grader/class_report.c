#include "class.h"
void class_report(const Class *c, const char *path)
{
    (void)c, (void)path;
}
