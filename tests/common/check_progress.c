// Tests of common/program/progress.c.
#define _XOPEN_SOURCE 700 // POSIX, and pseudo-terminals
#include "program/program.h"
#include "child.h"
#include "golden.h"

#include <time.h>

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

// A training of 1.2 seconds, with a line of the log and a message in the midst.
static void work(int argc, char **argv)
{
    CliCommon settings = {.epochs = 120, .log_every = 80};
    cli_parse(argc, argv, "A program for the tests.", &settings,
              (Option[]){{0}});
    Run run = run_begin("stage7", &settings, HISTORY_LOSS);
    for (int epoch = 0; run_next_epoch(&run); epoch++) {
        nanosleep(&(struct timespec){0, 10000000}, NULL);
        if (epoch == 100)
            cli_say("line");
        run_record_loss(&run, 0.5);
    }
    free(run.history.epoch);
}

START_TEST(no_bar_in_a_file)
{
    Child r = in_child(work, (const char *[]){"t", NULL}, NULL);
    ck_assert_int_eq(r.status, 0);
    ck_assert_str_eq(r.out, "Epoch 0  Loss 0.5000\nEpoch 80  Loss 0.5000\n");
    ck_assert_str_eq(r.err, "t: line\n");
}
END_TEST

// The line stands where the bar was wiped away.
static void expect_room_before(const char *text, const char *line)
{
    const char *at = strstr(text, line);
    ck_assert_msg(at && at - text > 10 &&
                      strncmp(at - 10, "         \r", 10) == 0,
                  "%s in %s", line, text);
}

START_TEST(a_bar_on_a_terminal)
{
    char text[16384], *argv[] = {(char *)"t", NULL};
    size_t length = 0;
    int status, master = posix_openpt(O_RDWR | O_NOCTTY);
    ck_assert(master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0);
    int slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    double start = now();
    pid_t child = fork();
    if (child == 0) {
        close(master);
        setvbuf(stdout, NULL, _IOLBF, BUFSIZ); // as on a terminal
        dup2(slave, 1);
        dup2(slave, 2);
        close(slave);
        work(1, argv);
        fflush(stdout);
        _exit(0);
    }
    close(slave);
    for (ssize_t n;
         (n = read(master, text + length, sizeof text - 1 - length)) > 0;)
        length += (size_t)n;
    text[length] = '\0';
    close(master);
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert_int_eq(status, 0);

    int drawn = 0;
    for (char *c = text; (c = strchr(c, '[')) != NULL; c++)
        drawn++;
    ck_assert_msg(drawn >= 2 && drawn <= 1 + 10 * (now() - start - 0.5),
                  "%d times: %s", drawn, text);
    ck_assert_ptr_nonnull(strstr(text, " of 120 [#"));
    expect_room_before(text, "Epoch 80");
    expect_room_before(text, "t: line");
}
END_TEST

START_TEST(the_bar_costs_nothing)
{
    double start = now();
    for (int i = 0; i < 100000; i++)
        progress_show(i, 100000);
    ck_assert_double_lt(now() - start, 1);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("progress");
    tcase_set_timeout(tests, 30);
    tcase_add_test(tests, no_bar_in_a_file);
    tcase_add_test(tests, a_bar_on_a_terminal);
    tcase_add_test(tests, the_bar_costs_nothing);
    return run_tests("progress", tests);
}
