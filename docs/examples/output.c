#include "program/program.h"

#include <unistd.h>

int main(void)
{
    remove("whole.csv");
    output_expect("whole.csv", FILE_WRITTEN);
    FILE *file = output_open("whole.csv");
    fprintf(file, "epoch,loss\n0,1.25\n");
    printf("%s\n", access("whole.csv", F_OK) ? "not there" : "there");
    output_close(file, "whole.csv");
    printf("%s\n", access("whole.csv", F_OK) ? "not there" : "there");
}
