// Tests of common/program/draw_graph.c. The numbers are small enough to be
// found by hand.
// What Graphviz makes of a graph is tested where it is installed.
#define _XOPEN_SOURCE 700 // POSIX, and mkdtemp
#include "program/program.h"
#include "autograd.h"
#include "ops.h"
#include "plot_folder.h"
#include "stop.h"

static Tensor *leaf(float value, bool learned)
{
    Tensor *t = tensor_new_full(shape_1d(1), value);
    return learned ? tensor_requires_grad(t) : t;
}

// The lines of a graph after those that say how everything looks.
static const char *written(const Tensor *loss, const Parameters *names)
{
    graph_write("new/folder/g.dot", loss, names);
    const char *text = read_text("new/folder/g.dot");
    ck_assert_int_eq(strncmp(text, "digraph {\n", 10), 0);
    const char *first = strstr(text, "    n0 [");
    ck_assert_ptr_nonnull(first);
    return first;
}

#define BLUE " style=filled color=\"#0072b2\" fillcolor=\"#cce3f0\"]\n"

// (w x + b - y)^2 with w = 2, x = 3, b = 1, y = 5: the gradient of the square
// is 1, of what is squared 2 * 2 = 4, of b and of w x as much, of w 4 * 3 = 12.
START_TEST(values_and_gradients)
{
    Tensor *w = leaf(2, true), *b = leaf(1, true), *x = leaf(3, false);
    Parameters names = {3, (Parameter[]){{"weight", w}, {"bias", b}, {"x", x}}};
    Tensor *pred = tensor_add(tensor_mul(x, w), b);
    Tensor *loss = tensor_pow(tensor_sub(pred, tensor_scalar(5)), 2);
    backward(loss);
    ck_assert_str_eq(written(loss, &names),
                     "    n0 [label=\"x\\n[1]\\n3\" style=solid]\n"
                     "    n1 [label=\"weight\\n[1]\\n2\"" BLUE
                     "    n2 [label=\"mul\\n[1]\\n6\"]\n"
                     "    n0 -> n2 [style=dotted]\n"
                     "    n1 -> n2 [label=\" grad 12\"]\n"
                     "    n3 [label=\"bias\\n[1]\\n1\"" BLUE
                     "    n4 [label=\"add\\n[1]\\n7\"]\n"
                     "    n2 -> n4 [label=\" grad 4\"]\n"
                     "    n3 -> n4 [label=\" grad 4\"]\n"
                     "    n5 [label=\"constant\\n[]\\n5\" style=solid]\n"
                     "    n6 [label=\"sub\\n[1]\\n2\"]\n"
                     "    n4 -> n6 [label=\" grad 4\"]\n"
                     "    n5 -> n6 [style=dotted]\n"
                     "    n7 [label=\"pow\\n[1]\\n4\"]\n"
                     "    n6 -> n7 [label=\" grad 4\"]\n"
                     "    loss [shape=plaintext]\n"
                     "    n7 -> loss [label=\" grad 1\"]\n"
                     "}\n");
    tensor_free(w);
    tensor_free(b);
    tensor_free(x);
    tape_free();
}
END_TEST

// The sum of x * (3, 4): its gradient is (3, 4), which is 5 long.
START_TEST(many_numbers)
{
    Tensor *x = tensor_requires_grad(tensor_new_zeros(shape_2d(1, 2)));
    Tensor *c = tensor_from(shape_2d(1, 2), (float[]){3, 4});
    Tensor *loss = tensor_sum(tensor_mul(x, c));
    Parameters none = {0};
    const char *before = written(loss, &none);
    ck_assert_ptr_null(strstr(before, "grad"));
    ck_assert_ptr_nonnull(strstr(before, "    n0 -> n2\n"));
    backward(loss);
    const char *after = written(loss, &none);
    ck_assert_ptr_nonnull(
        strstr(after, "n0 [label=\"constant\\n[1, 2]\"" BLUE));
    ck_assert_ptr_nonnull(strstr(after, "n0 -> n2 [label=\" |grad| 5\"]"));
    ck_assert_ptr_nonnull(strstr(after, "n2 -> n3 [label=\" |grad| 1.414\"]"));
    tensor_free(x);
    tape_free();
}
END_TEST

// x * x + x: one node for x, three arrows from it; at x = 3 it gets 7. What is
// on the tape but not below the loss is not drawn.
START_TEST(used_more_than_once)
{
    Tensor *x = leaf(3, true);
    Parameters names = {1, (Parameter[]){{"x", x}}};
    tensor_exp(x);
    Tensor *loss = tensor_add(tensor_mul(x, x), x);
    backward(loss);
    ck_assert_str_eq(written(loss, &names),
                     "    n0 [label=\"x\\n[1]\\n3\"" BLUE
                     "    n1 [label=\"mul\\n[1]\\n9\"]\n"
                     "    n0 -> n1 [label=\" grad 7\"]\n"
                     "    n0 -> n1 [label=\" grad 7\"]\n"
                     "    n2 [label=\"add\\n[1]\\n12\"]\n"
                     "    n1 -> n2 [label=\" grad 1\"]\n"
                     "    n0 -> n2 [label=\" grad 7\"]\n"
                     "    loss [shape=plaintext]\n"
                     "    n2 -> loss [label=\" grad 1\"]\n"
                     "}\n");
    tensor_free(x);
    tape_free();
}
END_TEST

// A page replaces the colours of plot.gp, and no other.
START_TEST(colours_of_the_figures)
{
    char path[5000];
    Tensor *x = leaf(3, true);
    Tensor *loss = tensor_exp(x);
    Parameters none = {0};
    snprintf(path, sizeof path, "%s/common/program/plot.gp", top);
    char *palette = text_new_copy(read_text(path));
    backward(loss);
    written(loss, &none);
    int count = 0;
    for (const char *c = read_text("new/folder/g.dot"); (c = strchr(c, '#'));
         c++) {
        char colour[16];
        snprintf(colour, sizeof colour, "'%.7s'", c);
        ck_assert_msg(strstr(palette, colour), "%s is not in plot.gp", colour);
        count++;
    }
    ck_assert_int_ge(count, 6);
    free(palette);
    tensor_free(x);
    tape_free();
}
END_TEST

START_TEST(graphviz_understands)
{
    if (system("dot -V >version 2>&1") != 0)
        return;
    Tensor *x = leaf(3, true);
    Parameters names = {1, (Parameter[]){{"x", x}}};
    Tensor *loss = tensor_mul(x, tensor_sigmoid(x));
    for (int i = 0; i < 2; i++) {
        written(loss, &names);
        ck_assert_int_eq(
            system("dot -Tsvg new/folder/g.dot >g.svg 2>complaints"), 0);
        ck_assert_str_eq(read_text("complaints"), "");
        const char *svg = read_text("g.svg");
        ck_assert_ptr_nonnull(strstr(svg, ">sigmoid<"));
        ck_assert_ptr_nonnull(strstr(svg, "fill=\"#cce3f0\""));
        ck_assert_int_eq(strstr(svg, "grad ") != NULL, i);
        if (i == 0)
            backward(loss);
    }
    tensor_free(x);
    tape_free();
}
END_TEST

static void write_full_disk(void)
{
    graph_write("/dev/full", tensor_exp(leaf(3, true)), &(Parameters){0});
}

START_TEST(a_full_disk)
{
    if (access("/dev/full", W_OK) == 0)
        fails_with(write_full_disk,
                   "program: /dev/full: No space left on device\n");
}
END_TEST

static void draw_leaf(void)
{
    Parameters none = {0};
    graph_write("g.dot", leaf(1, true), &none);
}

static void draw_constant(void)
{
    Parameters none = {0};
    graph_write("g.dot", tensor_exp(leaf(1, false)), &none);
}

START_TEST(no_history)
{
    STOPS(draw_leaf, "graph_write", "not computed from a parameter");
    STOPS(draw_constant, "graph_write", "not computed from a parameter");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("graph");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, values_and_gradients);
    tcase_add_test(tests, many_numbers);
    tcase_add_test(tests, used_more_than_once);
    tcase_add_test(tests, colours_of_the_figures);
    tcase_add_test(tests, graphviz_understands);
    tcase_add_test(tests, a_full_disk);
    tcase_add_test(tests, no_history);
    return run_tests("graph", tests);
}
