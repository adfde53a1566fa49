#include "program/program.h"

int main(void)
{
    char *typed[] = {"./hello", "--lr", "0.5", "--e=20", "--quiet"};
    CliCommon settings = {.epochs = 100, .lr = 0.001, .batch_size = 2};
    const Option none[] = {{0}};
    cli_parse(5, typed, "Says hello.", &settings, none);
    printf("%d epochs, lr %g, batches of %d\n", settings.epochs, settings.lr,
           settings.batch_size);
    cli_say("a message that stays on one\nline");
    return cli_finish();
}
