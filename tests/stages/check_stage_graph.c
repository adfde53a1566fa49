// The graphs that ./stage1 --graph and ./stage3 --graph write: the gradient on
// each arrow against PyTorch's (tests/golden/record_graph.py).
#define _XOPEN_SOURCE 700 // for run.h: fork, mkdtemp
#include "golden.h"
#include "run.h"

static char graph[TEXT];

static void read_graph(const char *stage)
{
    char path[5000];
    start(stage, "--graph", NULL);
    expect_success(stage, "--graph");
    ck_assert_str_eq(run.out, "");
    ck_assert_str_eq(run.err, "");
    snprintf(path, sizeof path, "%s/build/%s/%s-graph.dot", folder, stage,
             stage);
    read_text(path, graph);
}

// The number on the arrow that leaves the node of this title.
static double gradient_of(const char *title)
{
    char text[100];
    snprintf(text, sizeof text, " [label=\"%s\\n", title);
    char *node = strstr(graph, text);
    ck_assert_msg(node != NULL, "no %s in the graph", title);
    while (node[-1] != ' ')
        node--;
    snprintf(text, sizeof text, "\n    %.*s -> ", (int)strcspn(node, " "),
             node);
    const char *arrow = strstr(graph, text);
    ck_assert_msg(arrow != NULL, "no arrow leaves %s", title);
    const char *label = strstr(arrow + 1, "grad");
    ck_assert_msg(label && label < strchr(arrow + 1, '\n'),
                  "no gradient on the arrow of %s", title);
    return atof(label + strcspn(label, " "));
}

START_TEST(test_gradients)
{
    Golden g;
    char stage[16] = "";
    golden_open(&g, "graph.txt");
    while (golden_next(&g)) {
        if (strcmp(stage, g.key) != 0) {
            snprintf(stage, sizeof stage, "%s", g.key);
            read_graph(stage);
        }
        const char *title = golden_word(&g);
        double expected = atof(golden_word(&g)), d = gradient_of(title);
        ck_assert_msg(fabs(d - expected) <= 1e-3 * fabs(expected),
                      "%s: %s: %g, not %g", stage, title, d, expected);
    }
    ck_assert_int_eq(g.line, 15);
}
END_TEST

// One box for each parameter, dotted arrows for the data only.
START_TEST(test_boxes)
{
    const char *const stages[] = {"stage1", "stage3"};
    const int parameters[] = {2, 4};
    for (int s = 0; s < 2; s++) {
        int blue = 0, dotted = 0;
        read_graph(stages[s]);
        for (char *p = graph; (p = strstr(p, "style=filled")) != NULL; p++)
            blue++;
        for (char *p = graph; (p = strstr(p, "style=dotted")) != NULL; p++)
            dotted++;
        ck_assert_int_eq(blue, parameters[s]);
        ck_assert_int_eq(dotted, 2);
    }
}
END_TEST

START_TEST(test_no_room)
{
    write_text("build", "", 0);
    expect_failure("stage1", "--graph", 1, "build/stage1");
    expect_failure("stage3", "--graph", 1, "build/stage3");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("stage graph");
    tcase_set_timeout(tests, 30);
    tcase_add_checked_fixture(tests, make_folder, remove_folder);
    tcase_add_test(tests, test_gradients);
    tcase_add_test(tests, test_boxes);
    tcase_add_test(tests, test_no_room);
    return run_tests("stage graph", tests);
}
