#include "program/program.h"

int main(void)
{
    History history = {.kind = HISTORY_ACCURACY};
    for (int epoch = 0; epoch < 3; epoch++)
        history_add(&history, 1.0 / (epoch + 1), epoch / 4.0);
    history_write("history.csv", &history);
    free(history.epoch);
    FILE *file = fopen("history.csv", "r");
    for (int c; file && (c = getc(file)) != EOF;)
        putchar(c);
}
