// Tests of common/program/history.c.
#define _XOPEN_SOURCE 700 // POSIX, and mkdtemp
#include "program/program.h"
#include "plot_folder.h"
#include "stop.h"

static History filled(HistoryKind kind)
{
    const double loss[] = {45.0782356262207, 1.0 / 3, 1e-7};
    History history = {.kind = kind};
    for (int i = 0; i < 3; i++)
        history_add(&history, loss[i], i / 2.0);
    return history;
}

START_TEST(files)
{
    History h = filled(HISTORY_LOSS);
    history_write("h.csv", &h);
    ck_assert_str_eq(read_text("h.csv"),
                     "epoch,loss\n0,45.0782356\n1,0.333333333\n2,1e-07\n");
    free(h.epoch);
    h = filled(HISTORY_ACCURACY);
    history_write("h.csv", &h);
    ck_assert_str_eq(read_text("h.csv"), "epoch,loss,accuracy\n0,45.0782356,0\n"
                                         "1,0.333333333,0.5\n2,1e-07,1\n");
    free(h.epoch);
    h = (History){.kind = HISTORY_ACCURACY};
    history_write("h.csv", &h);
    ck_assert_str_eq(read_text("h.csv"), "epoch,loss,accuracy\n");
}
END_TEST

static void write_nowhere(void)
{
    history_write("none/h.csv", &(History){.kind = HISTORY_LOSS});
}

static void write_over_a_folder(void)
{
    history_write(".", &(History){.kind = HISTORY_LOSS});
}

START_TEST(folders)
{
    fails_with(write_nowhere,
               "program: none/h.csv: No such file or directory\n");
    fails_with(write_over_a_folder, "program: .: is a folder\n");
}
END_TEST

static void write_few(void)
{
    History few = filled(HISTORY_LOSS);
    history_write("/dev/full", &few);
}

static void write_many(void)
{
    History many = {.kind = HISTORY_LOSS};
    for (int i = 0; i < 5000; i++)
        history_add(&many, i, 0);
    history_write("/dev/full", &many);
}

START_TEST(full_disk)
{
    static const char LINE[] = "program: /dev/full: No space left on device\n";
    if (access("/dev/full", W_OK) != 0)
        return;
    fails_with(write_few, LINE);
    fails_with(write_many, LINE);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("history");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, files);
    tcase_add_test(tests, folders);
    tcase_add_test(tests, full_disk);
    return run_tests("history", tests);
}
