#include "program/program.h"

int main(void)
{
    CliCommon settings = {.epochs = 25, .lr = 0.1, .no_plot = true};
    settings.log_every = 10;
    Run run = run_begin("example", &settings, HISTORY_ACCURACY);
    for (double loss = 1; run_next_epoch(&run); loss *= 0.9)
        run_record(&run, loss, 1 - loss); // here one would train
    return run_end(&run);
}
