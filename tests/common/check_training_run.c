// Tests of common/program/training_run.c, and of stage_end(). Each program runs
// in a child process and in a folder of its own.
#define _XOPEN_SOURCE 700 // POSIX, and mkdtemp
#include "program/program.h"
#include "child.h"
#include "plot_folder.h"
#include "stop.h"

#include <sys/stat.h>

static const double NONE = 1e300; // no epoch has this loss
static double bad_loss;           // of epoch 12
static HistoryKind kind;
static int first; // the epochs before

static CliCommon parse(int argc, char **argv)
{
    CliCommon c = {.seed = 1, .epochs = 15, .lr = 0.5, .batch_size = 1};
    cli_parse(argc, argv, "A program for the tests.", &c, (Option[]){{0}});
    return c;
}

// A training whose epoch i has the loss 1 / (i + 1).
static void train(int argc, char **argv)
{
    CliCommon settings = parse(argc, argv);
    Run run = run_begin("stage7", &settings, kind);
    run.history.first = first;
    for (int epoch = first; run_next_epoch(&run); epoch++) {
        bool bad = epoch == 12 && bad_loss != NONE;
        double loss = bad ? bad_loss : 1.0 / (epoch + 1);
        if (kind == HISTORY_ACCURACY)
            run_record(&run, loss, epoch / 20.0);
        else
            run_record_loss(&run, loss);
    }
    run_write_history(&run);
    printf("end\n");
    exit(run_end(&run));
}

static Child trained(const char *options)
{
    static char words[8][40];
    const char *argv[10] = {"./stage7", "--no-plot"};
    int argc = strncmp(options, "--figures", 9) == 0 ? 1 : 2;
    char text[200];
    snprintf(text, sizeof text, "%s", argc == 1 ? options + 9 : options);
    char *word = strtok(text, " ");
    for (int i = 0; word; i++, word = strtok(NULL, " ")) {
        strcpy(words[i], word);
        argv[argc++] = words[i];
    }
    argv[argc] = NULL;
    return in_child(train, argv, NULL);
}

static void expect(Child child, int status, const char *out, const char *err)
{
    ck_assert_str_eq(child.out, out);
    ck_assert_str_eq(child.err, err);
    ck_assert_int_eq(child.status, status);
}

START_TEST(lines_of_the_log)
{
    bad_loss = NONE;
    kind = HISTORY_LOSS;
    expect(trained(""), 0, "Epoch 0  Loss 1.0000\nEpoch 10  Loss 0.0909\nend\n",
           "");
    expect(trained("--log-every 7 --epochs 9"), 0,
           "Epoch 0  Loss 1.0000\nEpoch 7  Loss 0.1250\nend\n", "");
    expect(trained("--quiet"), 0, "end\n", "");
    expect(trained("--epochs 0"), 0, "end\n", "");
    kind = HISTORY_ACCURACY; // the last epoch has its line too, once
    expect(trained(""), 0,
           "Epoch 0  Loss 1.000000  Accuracy 0.0000\n"
           "Epoch 10  Loss 0.090909  Accuracy 0.5000\n"
           "Epoch 14  Loss 0.066667  Accuracy 0.7000\nend\n",
           "");
    expect(trained("--epochs 11"), 0,
           "Epoch 0  Loss 1.000000  Accuracy 0.0000\n"
           "Epoch 10  Loss 0.090909  Accuracy 0.5000\nend\n",
           "");
    expect(trained("--quiet"), 0, "end\n", "");
    kind = HISTORY_STEPS; // and the last step
    expect(trained(""), 0,
           "Step 0  Loss 1.0000\nStep 10  Loss 0.0909\nStep 14  Loss 0.0667\n"
           "end\n",
           "");
}
END_TEST

// A run that goes on after 8 epochs counts from there.
START_TEST(lines_of_a_run_that_goes_on)
{
    bad_loss = NONE;
    kind = HISTORY_ACCURACY;
    first = 8;
    expect(trained(""), 0,
           "Epoch 10  Loss 0.090909  Accuracy 0.5000\n"
           "Epoch 14  Loss 0.066667  Accuracy 0.7000\nend\n",
           "");
    expect(trained("--epochs 8"), 0, "end\n", "");
    bad_loss = INFINITY;
    expect(trained("--quiet"), 1, "",
           "stage7: epoch 12: the loss is infinite; try a tenth of the --lr, "
           "0.05\n");
    first = 0;
}
END_TEST

START_TEST(histories)
{
    bad_loss = NONE;
    kind = HISTORY_LOSS;
    expect(trained("--quiet --epochs 2 --history h.csv"), 0, "end\n", "");
    ck_assert_str_eq(read_text("h.csv"), "epoch,loss\n0,1\n1,0.5\n");
    ck_assert(!exists("build"));
    kind = HISTORY_ACCURACY;
    expect(trained("--quiet --epochs 0 --history h.csv"), 0, "end\n", "");
    ck_assert_str_eq(read_text("h.csv"), "epoch,loss,accuracy\n");
    kind = HISTORY_STEPS;
    expect(trained("--quiet --epochs 1 --history h.csv"), 0, "end\n", "");
    ck_assert_str_eq(read_text("h.csv"), "step,loss\n0,1\n");
    // what cannot be written is said before the work
    expect(trained("--quiet --history no/h.csv"), 1, "",
           "stage7: no/h.csv: No such file or directory\n");
}
END_TEST

START_TEST(a_loss_that_is_no_number)
{
    kind = HISTORY_ACCURACY;
    bad_loss = (double)NAN;
    expect(trained("--quiet --history h.csv"), 1, "",
           "stage7: epoch 12: the loss is not a number; try a tenth of the "
           "--lr, 0.05\n");
    const char *text = read_text("h.csv"); // up to the epoch before
    ck_assert_ptr_nonnull(strstr(text, "\n11,0.0833333333,0.55\n"));
    ck_assert_ptr_null(strstr(text, "\n12,"));
    expect(trained("--quiet --history no/h.csv"), 1, "",
           "stage7: no/h.csv: No such file or directory\n");
    kind = HISTORY_LOSS;
    bad_loss = -HUGE_VAL;
    expect(trained("--log-every 12"), 1, "Epoch 0  Loss 1.0000\n",
           "stage7: epoch 12: the loss is infinite; try a tenth of the --lr, "
           "0.05\n");
    kind = HISTORY_STEPS;
    expect(trained("--log-every 12"), 1, "Step 0  Loss 1.0000\n",
           "stage7: step 12: the loss is infinite; try a tenth of the --lr, "
           "0.05\n");
    bad_loss = 1e299; // large, but a number
    ck_assert_int_eq(trained("--quiet").status, 0);
}
END_TEST

static void write_columns(int argc, char **argv)
{
    const CliCommon settings = parse(argc, argv);
    Run run = run_begin("stage7", &settings, HISTORY_LOSS);
    Tensor *x = tensor_new_from(shape_1d(2), (float[]){1, 0.5f});
    run_write(&run, "xx.dat", "x x", (const Tensor *[]){x, x}, 2);
    printf("written");
}

START_TEST(data_for_figures)
{
    const char *const no_plot[] = {"./stage7", "--no-plot", NULL};
    const char *const figures[] = {"./stage7", NULL};
    expect(in_child(write_columns, no_plot, NULL), 0, "written", "");
    ck_assert(!exists("build"));
    expect(in_child(write_columns, figures, NULL), 0, "written", "");
    ck_assert_str_eq(read_text("build/stage7/xx.dat"), "# x x\n1 1\n0.5 0.5\n");
    ck_assert_int_eq(system("rm -r build"), 0);
    write_text("build", "");
    expect(in_child(write_columns, figures, NULL), 1, "",
           "stage7: build/stage7/history.csv: Not a directory\n");
    bad_loss = NONE;
    kind = HISTORY_LOSS;
    expect(trained("--figures --quiet"), 1, "",
           "stage7: build/stage7/history.csv: Not a directory\n");
}
END_TEST

#define NO_GNUPLOT                                                             \
    "stage7: gnuplot is not installed, so no figures are drawn: install "      \
    "gnuplot-nox or gnuplot\n"

START_TEST(figures_without_gnuplot)
{
    bad_loss = NONE;
    kind = HISTORY_LOSS;
    setenv("PATH", folder, 1);
    expect(trained("--figures --quiet --epochs 1"), 0, "end\n", NO_GNUPLOT);
    ck_assert_str_eq(read_text("build/stage7/history.csv"),
                     "epoch,loss\n0,1\n");
    expect(trained("--figures --quiet --png"), 1, "end\n", NO_GNUPLOT);
    expect(trained("--figures --quiet --show"), 1, "end\n", NO_GNUPLOT);
    expect(trained("--png --quiet"), 0, "end\n", ""); // --no-plot wins
}
END_TEST

// Stands in for gnuplot and writes down what it is asked for.
START_TEST(figures)
{
    char path[9000];
    bad_loss = NONE;
    kind = HISTORY_LOSS;
    snprintf(path, sizeof path, "%s:%s", folder, programs);
    setenv("PATH", path, 1);
    write_text("gnuplot", "#!/bin/sh\necho \"$@\" | "
                          "sed 's/drawing-....../drawing/' >>asked\n");
    ck_assert_int_eq(chmod("gnuplot", 0755), 0);
    expect(trained("--figures --epochs 0"), 0, "end\n",
           "stage7: the figures are in build/stage7\n");
    expect(trained("--figures --epochs 0 --quiet --png --show"), 0, "end\n",
           "");
#define ASKED(format)                                                          \
    "-d -e format='" format "'; home='./stages/stage7/../..'; "                \
    "dir='./build/stage7'; out='./build/stage7/.drawing' "                     \
    "./stages/stage7/stage7.gp\n"
    ck_assert_str_eq(read_text("asked"),
                     ASKED("svg") ASKED("svg") ASKED("png") ASKED("dumb"));
}
END_TEST

static void forget_to_record(void)
{
    const CliCommon settings = {.epochs = 5};
    Run run = run_begin("stage7", &settings, HISTORY_LOSS);
    while (run_next_epoch(&run))
        ;
}

static void record_what_there_is_not(void)
{
    const CliCommon settings = {.epochs = 5, .quiet = true};
    Run run = run_begin("stage7", &settings, HISTORY_LOSS);
    run_next_epoch(&run);
    run_record(&run, 1, 1);
}

static void record_too_little(void)
{
    const CliCommon settings = {.epochs = 5, .quiet = true};
    Run run = run_begin("stage7", &settings, HISTORY_ACCURACY);
    run_next_epoch(&run);
    run_record_loss(&run, 1);
}

START_TEST(mistakes)
{
    STOPS(forget_to_record, "run_next_epoch", "epoch 0 was not recorded");
    STOPS(record_what_there_is_not, "run_record", "no accuracy");
    STOPS(record_too_little, "run_record_loss", "has an accuracy");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("training_run");
    tcase_set_timeout(tests, 30);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, lines_of_the_log);
    tcase_add_test(tests, lines_of_a_run_that_goes_on);
    tcase_add_test(tests, histories);
    tcase_add_test(tests, a_loss_that_is_no_number);
    tcase_add_test(tests, data_for_figures);
    tcase_add_test(tests, figures_without_gnuplot);
    tcase_add_test(tests, figures);
    tcase_add_test(tests, mistakes);
    return run_tests("training_run", tests);
}
