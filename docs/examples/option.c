#include "program/program.h"

int main(void)
{
    double lr = 0.001;
    int activation = 0;
    const char *const words[] = {"sigmoid", "tanh", "relu", NULL};
    const Option options[] = {
        {"lr", "learning rate", .number = &lr},
        {"activation", "of a layer", .word = &activation, .words = words},
    };
    const char *const typed[] = {"0.01", "0,01", "relu"};
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < 3; k++)
            if (!option_read(&options[i], typed[k]))
                printf("--%s %s: %s is expected\n", options[i].name, typed[k],
                       option_text(&options[i]).expected);
            else
                printf("--%s %s\n", options[i].name, typed[k]);
    printf("lr is %g, activation %d\n", lr, activation);
}
