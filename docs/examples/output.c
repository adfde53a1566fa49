#include "program/program.h"

#include <unistd.h>

int main(void)
{
    output_expect("history.csv", FILE_WRITTEN);
    FILE *file = output_open("history.csv");
    fprintf(file, "epoch,loss\n0,1.25\n");
    printf("%s\n", access("history.csv", F_OK) ? "not there" : "there");
    output_close(file, "history.csv");
    printf("%s\n", access("history.csv", F_OK) ? "not there" : "there");
}
