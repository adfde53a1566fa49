// Tests of common/program/history.c.
#define _XOPEN_SOURCE 700 // POSIX, and mkdtemp
#include "program/history.h"
#include "plot_folder.h"
#include "stop.h"

static History filled(HistoryKind kind)
{
    const double loss[] = {45.0782356262207, 1.0 / 3, 1e-7};
    History history = history_new(3, kind);
    for (int i = 0; i < 3; i++)
        history_add(&history, loss[i], i / 2.0);
    return history;
}

START_TEST(files)
{
    History h = filled(HISTORY_LOSS);
    ck_assert(history_write(NULL, &h, &error));
    ck_assert(history_write("h.csv", &h, &error));
    ck_assert_str_eq(read_text("h.csv"),
                     "epoch,loss\n0,45.0782356\n1,0.333333333\n2,1e-07\n");
    history_free(&h);
    h = filled(HISTORY_ACCURACY);
    ck_assert(history_write("h.csv", &h, &error));
    ck_assert_str_eq(read_text("h.csv"), "epoch,loss,accuracy\n0,45.0782356,0\n"
                                         "1,0.333333333,0.5\n2,1e-07,1\n");
    history_free(&h);
    h = history_new(0, HISTORY_ACCURACY);
    ck_assert(history_write("h.csv", &h, &error));
    ck_assert_str_eq(read_text("h.csv"), "epoch,loss,accuracy\n");
    history_free(&h);
}
END_TEST

START_TEST(folders)
{
    History h = filled(HISTORY_LOSS);
    ck_assert(!history_write("none/h.csv", &h, &error));
    ck_assert_str_eq(error.message, "none/h.csv: No such file or directory");
    ck_assert(!history_write(".", &h, &error));
    ck_assert_str_eq(error.message, ".: Is a directory");
    ck_assert(history_plot("none/h.csv", &h, &error));
    ck_assert_int_eq(strncmp(read_text("none/h.csv"), "epoch,loss\n0,", 13), 0);
    ck_assert(!history_plot("none/h.csv/h.csv", &h, &error));
    ck_assert_str_eq(error.message, "none/h.csv/h.csv: Not a directory");
    history_free(&h);
}
END_TEST

START_TEST(full_disk)
{
    enum { MANY = 5000 };
    if (access("/dev/full", W_OK) != 0)
        return;
    History few = filled(HISTORY_LOSS), many = history_new(MANY, HISTORY_LOSS);
    for (int i = 0; i < MANY; i++)
        history_add(&many, i, 0);
    ck_assert(!history_write("/dev/full", &few, &error));
    ck_assert_str_eq(error.message, "/dev/full: No space left on device");
    ck_assert(!history_plot("/dev/full", &many, &error));
    ck_assert_str_eq(error.message, "/dev/full: No space left on device");
    history_free(&few);
    history_free(&many);
}
END_TEST

static void add_too_many(void)
{
    History history = history_new(1, HISTORY_LOSS);
    history_add(&history, 1, 0);
    history_add(&history, 1, 0);
}

START_TEST(too_many)
{
    STOPS(add_too_many, "history", "more than 1 epochs");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("history");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, files);
    tcase_add_test(tests, folders);
    tcase_add_test(tests, full_disk);
    tcase_add_test(tests, too_many);
    return run_tests("history", tests);
}
