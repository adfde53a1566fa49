// Tests of common/table.c: which column is what; tables that are no classes.
#define _XOPEN_SOURCE 700 // mkstemp
#include "table.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "golden.h"

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static char path[] = "/tmp/check_table_XXXXXX";

static void set_up(void)
{
    strcpy(path, "/tmp/check_table_XXXXXX"); // without fork it is another's
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    close(file);
}

static void tear_down(void)
{
    unlink(path);
}

static void write_table(const char *text)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    fclose(file);
}

// What stands behind the path in a message.
static const char *without_path(const char *message)
{
    size_t length = strlen(path);
    return strncmp(message, path, length) == 0 ? message + length : message;
}

// clang-format off
static const struct {
    const char *text;
    TableFormat format;
    const char *names, *x, *labels; // of the features; all numbers; classes
} arranged[] = {
    {"a,b,y\n1,2,p\n3,4,q\n", {0}, "a b ", "1 2 3 4 ", "p q "},
    {"y,a,b\np,1,2\nq,3,4\n", {.label = "first"}, "a b ", "1 2 3 4 ", "p q "},
    {"y,a,b\np,1,2\nq,3,4\n", {.label = "1"}, "a b ", "1 2 3 4 ", "p q "},
    {"a,y,b\n1,p,2\n3,q,4\n", {.label = "y"}, "a b ", "1 2 3 4 ", "p q "},
    {"a,b,y\n1,2,p\n3,4,q\n", {.drop = "a"}, "b ", "2 4 ", "p q "},
    {"Id,a,b,y\nx,1,2,p\nx,3,4,q\n", {.drop = "Id"},
     "a b ", "1 2 3 4 ", "p q "},
    {",a,y\n0,1,p\n1,3,q\n", {.drop = "1"}, "a ", "1 3 ", "p q "},
    {",a,y\n0,1,p\n1,3,q\n", {.drop = ""}, "a ", "1 3 ", "p q "},
    {"a,y,b,note\n1,p,2,?\n3,q,4,!\n", {.label = "y", .drop = "note,b"},
     "a ", "1 3 ", "p q "},
    {"a,b,y,\n1,2,p,\n3,4,q,\n", {.drop = "4"}, "a b ", "1 2 3 4 ", "p q "},
    {"a,\n1,p\n3,q\n", {0}, "a ", "1 3 ", "p q "}, // a label without a name
    {"y,b\np,2\nq,3\n", {.label = "1"}, "b ", "2 3 ", "p q "},
    {"a,y\n1,p\n3,q\n", {.label = "last"}, "a ", "1 3 ", "p q "},
    // a column may be called like the number of another
    {"2,b,y\n1,5,p\n3,6,q\n", {.drop = "2"}, "b ", "5 6 ", "p q "},
    {"a;b;y\n1,5;-2;p\n3;4,25;q\n", {.separator = ';'},
     "a b ", "1.5 -2 3 4.25 ", "p q "},
    {"sep=;\na;y\n1,5;p\n3e1;q\n", {0}, "a ", "1.5 30 ", "p q "},
    {"a\tb\ty\n1\t2\tp r\n3\t4\tq\n", {.separator = '\t'},
     "a b ", "1 2 3 4 ", "p r q "},
};

static const struct {
    const char *text;
    TableFormat format;
    const char *message;
} refused[] = {
    {"a,y\n1,p\n3,q\n", {.label = "kind"},
     ": no column for the label is called \"kind\""},
    {"a,y\n1,p\n3,q\n", {.label = "3"},
     ": no column for the label is called \"3\""},
    {"a,y\n1,p\n3,q\n", {.label = "0"},
     ": no column for the label is called \"0\""},
    {"a,y\n1,p\n3,q\n", {.drop = "b"},
     ": no column to drop is called \"b\""},
    {"a,y\n1,p\n3,q\n", {.drop = "a,"}, ": no column to drop is called \"\""},
    {"a,y\n1,p\n3,q\n", {.drop = "a"}, ": no column is left to learn from"},
    {"a,y\n1,p\n3,q\n", {.drop = "a,y"},
     ": no column for the label is left"},
    {"a,y\n1,p\n3,q\n", {.drop = "y", .label = "y"},
     ": no column for the label is left"},
    {"a,a,y\n1,2,p\n3,4,q\n", {.drop = "a"},
     ": columns 1 and 2 are both called \"a\": say a number"},
    {"y,a,y\n1,2,p\n3,4,q\n", {.label = "y"},
     ": columns 1 and 3 are both called \"y\": say a number"},
    {"a;y\n1,5,2;p\n3;q\n", {.separator = ';'},
     ":2: column 1 (a): \"1,5,2\" is not a number"},
    // the message counts columns as the file does
    {"y,a,b\np,1,2\nq,3,z\n", {.label = "first"},
     ":3: column 3 (b): \"z\" is not a number"},
    {"a,price\n1,10\n2,11\n3,12\n4,13\n5,14\n6,15\n7,16\n8,16\n9,17\n1,18\n",
     {0}, ": 9 different labels in 10 rows: column 2, \"price\", is no class; "
     "which column is? (label NAME, or first)"},
};

static const struct {
    const char *text;
    TableFormat format;
    const char *doubts;
} doubtful[] = {
    {"a,b,y\n1,2,p\n2,2,p\n3,4,q\n4,4,p\n", {0}, ""}, // too few to be sure
    {"Id,a,y\n7,1,p\n7,3,q\n", {0}, ": column 1, \"Id\", seems to number the "
     "rows and to say nothing of them (drop 1)\n"},
    {"a,,y\n7,1,p\n7,3,q\n", {0}, ": column 2, \"\", seems to number the "
     "rows and to say nothing of them (drop 2)\n"},
    {"y,Unnamed: 0,a\np,7,1\nq,7,1\n", {.label = "first"}, ": column 2, "
     "\"Unnamed: 0\", seems to number the rows and to say nothing of them "
     "(drop 2)\n"},
    {"Id,a,y\n7,1,p\n7,3,q\n", {.drop = "Id"}, ""},
    {"n,a,y\n0,1,p\n1,3,q\n2,3,q\n3,3,q\n4,3,q\n", {0}, ": column 1, \"n\", "
     "seems to number the rows and to say nothing of them (drop 1)\n"},
    {"n,a,y\n14,1,p\n12,3,q\n13,3,q\n10,3,q\n11,3,q\n", {0}, ": column 1, "
     "\"n\", seems to number the rows and to say nothing of them (drop 1)\n"},
    {"n,a,y\n1,1,p\n2,3,q\n3,3,q\n3,3,q\n4,3,q\n", {0}, ""},
    {"n,a,y\n1,1,p\n2,3,q\n3.5,3,q\n4,3,q\n5,3,q\n", {0}, ""},
    {"PassengerId,a,y\n7,1,p\n7,3,q\n", {0}, ": column 1, \"PassengerId\", "
     "seems to number the rows and to say nothing of them (drop 1)\n"},
    {"sample_id,acid,ID,y\n7,1,4,p\n7,3,4,q\n", {.drop = "3"}, ": column 1, "
     "\"sample_id\", seems to number the rows and to say nothing of them "
     "(drop 1)\n"},
    {"width,a,y\n0,1,p\n1,3,q\n2,3,q\n3,3,q\n5,3,q\n", {0}, ""},
    {"a,y\n1,1.5\n3,2.0\n", {0}, ": the labels are numbers such as 2.0: to the "
     "network each is a class, near to no other\n"},
    {"a,y\n1,1.0\n3,2.0\n", {0}, ""},
    {"a,price\n1,10\n2,11\n3,12\n4,13\n5,14\n6,15\n7,16\n8,16\n9,17\n1,18\n",
     {.label = "price"}, ""},
};
// clang-format on

START_TEST(test_arranged)
{
    char names[100] = "", x[100] = "", labels[100] = "";
    Error error = {""};
    write_table(arranged[_i].text);
    Table *t = table_new_read(path, &arranged[_i].format, &error);
    ck_assert_msg(t != NULL, "%s", error.message);
    for (int i = 0; i < t->features; i++)
        sprintf(names + strlen(names), "%s ", t->feature_name[i]);
    for (int i = 0; i < t->rows * t->features; i++)
        sprintf(x + strlen(x), "%g ", t->x[i]);
    for (int i = 0; i < t->rows; i++)
        sprintf(labels + strlen(labels), "%s ", t->class_name[t->label[i]]);
    ck_assert_str_eq(names, arranged[_i].names);
    ck_assert_str_eq(x, arranged[_i].x);
    ck_assert_str_eq(labels, arranged[_i].labels);
    table_free(t);
}
END_TEST

START_TEST(test_refused)
{
    Error error = {""};
    write_table(refused[_i].text);
    ck_assert_ptr_null(table_new_read(path, &refused[_i].format, &error));
    ck_assert_str_eq(without_path(error.message), refused[_i].message);
}
END_TEST

START_TEST(test_doubtful)
{
    Error error = {""};
    write_table(doubtful[_i].text);
    Table *t = table_new_read(path, &doubtful[_i].format, &error);
    ck_assert_msg(t != NULL, "%s", error.message);
    ck_assert_str_eq(without_path(t->doubts), doubtful[_i].doubts);
    table_free(t);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("table");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_loop_test(tests, test_arranged, 0, COUNT(arranged));
    tcase_add_loop_test(tests, test_refused, 0, COUNT(refused));
    tcase_add_loop_test(tests, test_doubtful, 0, COUNT(doubtful));
    return run_tests("table", tests);
}
