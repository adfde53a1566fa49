// Tests of the gnuplot scripts of the stages, with data that the programs might
// write. They need gnuplot, and pass without it.
#define _XOPEN_SOURCE 700 // POSIX, and mkdtemp
#include "program/program.h"
#include "plot_folder.h"

static void write_history(const char *name, int epochs, double loss)
{
    History history = {.kind = HISTORY_ACCURACY};
    for (int i = 0; i < epochs; i++)
        history_add(&history, i == 0 ? 1 : loss, i / 2.0);
    history_write(name, &history);
    free(history.epoch);
}

static void write_stage(int epochs, double loss, int classes)
{
    FILE *file = fopen("names.gp", "w");
    fprintf(file, "classes = %d\narray class_names[%d]\n", classes,
            classes + 1);
    for (int c = 0; c < classes; c++) {
        fprintf(file, "class_names[%d] = ", c + 1);
        plot_put_text(file, c ? "it's_{a}" : "\"x\"");
        fputc('\n', file);
    }
    fprintf(file, "xname = 'x'\nyname = 'y'\n");
    fclose(file);
    write_text("points.dat", "# x y\n-1 2\n1 3\n");
    write_text("line.dat", "# x y\n-1 nan\n1 inf\n");
    write_text("regions.dat", "# x0 x1 y0 y1 class\n0 1 0 1 0\n1 2 0 1 1\n");
    write_text("flowers.dat", "# x y class test\n0.5 0.5 0 0\n1 1 1 1\n");
    write_history("history.csv", epochs, loss);
}

static void draw_stage(int stage, const char *format)
{
    char script[5000];
    snprintf(script, sizeof script, "%s/stages/stage%d/stage%d.gp", top, stage,
             stage);
    ck_assert_msg(plot_draw(script, ".", format, &error), "%s", error.message);
}

START_TEST(the_scripts_of_the_stages)
{
    static const char *const FIGURES[] = {
        "stage1-points", "stage1-fit",    "stage1-loss",   "stage2-fit",
        "stage2-loss",   "stage3-curves", "stage3-regions"};
    if (!gnuplot_is_there())
        return;
    write_stage(3, 0.5, 2);
    for (int stage = 1; stage <= 3; stage++) {
        draw_stage(stage, "svg");
        draw_stage(stage, "png");
    }
    for (int i = 0; i < COUNT(FIGURES); i++) {
        char name[100];
        snprintf(name, sizeof name, "%s.svg", FIGURES[i]);
        const char *svg = read_text(name);
        ck_assert_ptr_nonnull(strstr(svg, "</svg>")); // it is complete
        snprintf(name, sizeof name, "%s.png", FIGURES[i]);
        ck_assert(exists(name));
    }
    const char *map = read_text("stage3-regions.svg");
    ck_assert_ptr_nonnull(strstr(map, "s_{a}<")); // no subscript
}
END_TEST

// No epochs, a loss that is always the same, that grows without bounds, that
// is 0; a table with one feature, which has no map, and one with many classes.
START_TEST(the_scripts_draw_what_there_is)
{
    static const struct {
        int epochs, classes;
        double loss;
    } CASES[] = {{0, 2, 0},        {1, 2, 0},   {3, 2, 1},
                 {3, 2, HUGE_VAL}, {3, 2, NAN}, {3, 2, 0},
                 {3, 2, 1e305},    {3, 0, 0.5}, {3, 40, 1}};
    if (!gnuplot_is_there())
        return;
    for (int i = 0; i < COUNT(CASES); i++) {
        write_stage(CASES[i].epochs, CASES[i].loss, CASES[i].classes);
        for (int stage = 1; stage <= 3; stage++)
            draw_stage(stage, "svg");
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("figures");
    tcase_set_timeout(tests, 30);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, the_scripts_of_the_stages);
    tcase_add_test(tests, the_scripts_draw_what_there_is);
    return run_tests("figures", tests);
}
