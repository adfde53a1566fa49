#include <stdio.h>

#include "kindling.h"

static bool read_rate(const char *text, double *rate, Error *error)
{
    if (!number_read(text, rate))
        return error_set(error, "learning rate: '%s' is not a number", text);
    return true;
}

int main(void)
{
    const char *texts[] = {"0.001", "1e-3", "0,001"};
    for (int i = 0; i < 3; i++) {
        double rate;
        Error error;
        if (read_rate(texts[i], &rate, &error))
            printf("%g\n", rate);
        else
            printf("%s\n", error.message);
    }
}
