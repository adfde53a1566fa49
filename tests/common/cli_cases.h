// Command lines for check_cli.c, right and wrong, and what must come of them.
#ifndef CLI_CASES_H
#define CLI_CASES_H

// clang-format off
#define OWN " 16 1 data/iris.csv 0.333333 7" // the defaults of print_settings

// What print_settings prints.
static const struct { const char *words[8], *settings; } GOOD[] = {
    {{"t"}, "1 0 100 0.001 2 10 - 0000" OWN},
    {{"t", "--seed", "5"}, "5 1 100 0.001 2 10 - 0000" OWN},
    {{"t", "--seed=-1"}, "18446744073709551615 1 100 0.001 2 10 - 0000" OWN},
    {{"t", "--seed", "-9223372036854775808"},
     "9223372036854775808 1 100 0.001 2 10 - 0000" OWN},
    {{"t", "--seed", "18446744073709551615"},
     "18446744073709551615 1 100 0.001 2 10 - 0000" OWN},
    {{"t", "--epochs", "0", "--lr", "0"}, "1 0 0 0 2 10 - 0000" OWN},
    {{"t", "--lr", "1e-3", "--lr", "+.5E1"}, "1 0 100 5 2 10 - 0000" OWN},
    {{"t", "--lr=1e30", "--batch-size", "2147483647"},
     "1 0 100 1e+30 2147483647 10 - 0000" OWN},
    {{"t", "--b", "3", "--log", "1", "--hist=a b"},
     "1 0 100 0.001 3 1 a b 0000" OWN},
    {{"t", "--no-plot", "--png", "--show", "--quiet"},
     "1 0 100 0.001 2 10 - 1111" OWN},
    {{"t", "--quiet", "--hidden", "3", "--", NULL},
     "1 0 100 0.001 2 10 - 0001 3 1 data/iris.csv 0.333333 7"},
    {{"t", "--activation", "sigmoid"},
     "1 0 100 0.001 2 10 - 0000 16 0 data/iris.csv 0.333333 7"},
    {{"t", "--activation=relu", "--data", "--lr"},
     "1 0 100 0.001 2 10 - 0000 16 2 --lr 0.333333 7"},
    {{"t", "--test-size", "0.25", "--split-seed", "4294967295"},
     "1 0 100 0.001 2 10 - 0000 16 1 data/iris.csv 0.25 4294967295"},
};

#define LR    ": a number from 0 to 1e+30 is expected"
#define EPOCH ": a whole number from 0 to 10000000 is expected"
#define SEED  ": a whole number from -9223372036854775808 to " \
              "18446744073709551615 is expected"
#define SPLIT ": a whole number from 0 to 4294967295 is expected"
#define BATCH ": a whole number from 1 to 2147483647 is expected"
#define WORD  ": one of sigmoid|tanh|relu is expected"
#define SHARE ": a number above 0 and below 1 is expected"

// One line on stderr, before " (try --help)".
static const struct { const char *words[6], *complaint; } BAD[] = {
    {{"--lr", "abc"}, "--lr abc" LR},
    {{"--lr", "nan"}, "--lr nan" LR},
    {{"--lr", "-nan"}, "--lr -nan" LR},
    {{"--lr", "inf"}, "--lr inf" LR},
    {{"--lr", "1e999"}, "--lr 1e999" LR},
    {{"--lr", "-0.1"}, "--lr -0.1" LR},
    {{"--lr", "2e30"}, "--lr 2e30" LR},
    {{"--lr", "0x10"}, "--lr 0x10" LR},
    {{"--lr", " 1"}, "--lr  1" LR},
    {{"--lr", "1 "}, "--lr 1 " LR},
    {{"--lr", "0,1"}, "--lr 0,1" LR},
    {{"--lr", "0.1.2"}, "--lr 0.1.2" LR},
    {{"--lr", "1e"}, "--lr 1e" LR},
    {{"--lr", "."}, "--lr ." LR},
    {{"--lr", "+-1"}, "--lr +-1" LR},
    {{"--lr", ""}, "--lr ''" LR},
    {{"--lr="}, "--lr ''" LR},
    {{"--lr"}, "--lr without an argument" LR},
    {{"--quiet", "--l", "3", "--lr"}, "--l: could mean --lr --log-every"},
    {{"--epochs", "-1"}, "--epochs -1" EPOCH},
    {{"--epochs", "99999999999"}, "--epochs 99999999999" EPOCH},
    {{"--epochs", "99999999999999999999999"},
     "--epochs 99999999999999999999999" EPOCH},
    {{"--epochs", "10000001"}, "--epochs 10000001" EPOCH},
    {{"--epochs", "1.5"}, "--epochs 1.5" EPOCH},
    {{"--epochs", "1e3"}, "--epochs 1e3" EPOCH},
    {{"--epochs", "5x"}, "--epochs 5x" EPOCH},
    {{"--epochs", "-"}, "--epochs -" EPOCH},
    {{"--epochs", ""}, "--epochs ''" EPOCH},
    {{"--batch-size", "0"}, "--batch-size 0" BATCH},
    {{"--batch-size", "2147483648"}, "--batch-size 2147483648" BATCH},
    {{"--seed", "18446744073709551616"}, "--seed 18446744073709551616" SEED},
    {{"--seed", "-9223372036854775809"}, "--seed -9223372036854775809" SEED},
    {{"--seed", "1.0"}, "--seed 1.0" SEED},
    {{"--split-seed", "4294967296"}, "--split-seed 4294967296" SPLIT},
    {{"--split-seed", "-1"}, "--split-seed -1" SPLIT},
    {{"--test-size", "0"}, "--test-size 0" SHARE},
    {{"--test-size", "1"}, "--test-size 1" SHARE},
    {{"--test-size", "1e-999"}, "--test-size 1e-999" SHARE},
    {{"--test-size", "x"}, "--test-size x" SHARE},
    {{"--activation", "Tanh"}, "--activation Tanh" WORD},
    {{"--activation", "tan"}, "--activation tan" WORD},
    {{"--activation", "tanh|relu"}, "--activation tanh|relu" WORD},
    {{"--activation="}, "--activation ''" WORD},
    {{"--data", ""}, "--data '': the name of a file is expected"},
    {{"--quiet=1"}, "--quiet=1: this option takes no argument"},
    {{"--qui="}, "--qui=: this option takes no argument"},
    {{"--help=1"}, "--help=1: this option takes no argument"},
    {{"--frob"}, "--frob: there is no such option"},
    {{"--lrr", "1"}, "--lrr: there is no such option"},
    {{"-x"}, "-x: there is no such option"},
    {{"-quiet"}, "-quiet: there is no such option"},
    {{"--quiet", "-e5", "x"}, "-e5: there is no such option"},
    {{"--s"}, "--s: could mean --seed --show --split-seed"},
    {{"--h=3"}, "--h=3: could mean --history --hidden --help"},
    {{"word"}, "word: only options are expected"},
    {{"--quiet", "word", "--lr", "abc"}, "word: only options are expected"},
    {{"--", "--quiet"}, "--quiet: only options are expected"},
    {{"-"}, "-: only options are expected"},
    {{""}, "'': only options are expected"},
    {{"--lr", "1\xc2\x9b\xe2\x82\xac\xe9"},
     "--lr 1\\xc2\\x9b\xe2\x82\xac\\xe9" LR},
    {{"--lr", "1\n\x1b[31m\x7f"}, "--lr 1\\x0a\\x1b[31m\\x7f" LR},
    {{"a\r\tb"}, "a\\x0d\\x09b: only options are expected"},
    {{"\xe0\x80\xaf"}, "\\xe0\\x80\\xaf: only options are expected"},
    {{"--\n"}, "--\\x0a: there is no such option"},
    {{"gr\xc3\xbc\xc3\x9f"}, "gr\xc3\xbc\xc3\x9f: only options are expected"},
};

static const char HELP[] =
    "Usage: stage3 [options]\n"
    "A program for the tests.\n"
    "\n"
    "  --seed N            torch.manual_seed before all draws (default 1)\n"
    "  --epochs N          times through the training data (default 100)\n"
    "  --lr X              learning rate (default 0.001)\n"
    "  --batch-size N      rows in a training step (default 2)\n"
    "  --log-every N       epochs from one line to the next (default 10)\n"
    "  --history FILE      write the figures of each epoch as CSV\n"
    "  --no-plot           draw no figures\n"
    "  --png               draw the figures as PNG too\n"
    "  --show              draw the figures in the terminal too\n"
    "  --quiet             print the final results only\n"
    "  --hidden N          units of the hidden layer (default 16)\n"
    "  --activation WORD   sigmoid|tanh|relu: what the hidden layer does to "
    "each of\n"
    "                      its sums, of which it has as many as units "
    "(default tanh)\n"
    "  --data FILE         the table (default data/iris.csv)\n"
    "  --test-size X       share of the rows to test on (default 0.333333)\n"
    "  --split-seed N      chooses them (default 7)\n"
    "  --help              print this and stop\n";
// clang-format on

#endif
