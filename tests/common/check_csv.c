// Tests of common/csv.c. They run in a new, empty folder, so that a message
// begins with "data.csv" and nothing else.
#define _XOPEN_SOURCE 700 // POSIX, and realpath
#include "csv.h"
#include "table.h"
#include "csv_cases.h"
#include "golden.h"
#include "stop.h"

#include <fcntl.h>
#include <sys/stat.h>

#define COUNT(array) ((int)(sizeof(array) / sizeof *(array)))

static char *iris_path; // from before the folder was changed

static void write_file(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
}

static CsvFile *open_text(const char *text)
{
    Error error = {""};
    write_file("data.csv", text, strlen(text));
    CsvFile *csv = csv_open("data.csv", 0, &error);
    ck_assert_msg(csv != NULL, "%s", error.message);
    return csv;
}

static Table *read_labelled(const char *path)
{
    Error error = {""};
    Table *table = table_new_read(path, &(TableFormat){0}, &error);
    ck_assert_msg(table != NULL, "%s", error.message);
    return table;
}

// Both readers must refuse the file with this message.
static void assert_refused(const char *path, const char *message)
{
    Error error = {""};
    CsvFile *csv = csv_open(path, 0, &error);
    while (csv && csv_next(csv, &error))
        ;
    ck_assert(!csv || !csv->ended);
    csv_close(csv);
    ck_assert_str_eq(error.message, message);
    ck_assert_ptr_null(table_new_read(path, &(TableFormat){0}, &error));
    ck_assert_str_eq(error.message, message);
}

START_TEST(well_formed)
{
    char text[200] = "", *to = text;
    Error error = {""};
    CsvFile *csv = open_text(good[_i].text);
    for (int col = 0; col < csv->cols; col++)
        to += sprintf(to, "%s|", csv->header[col]);
    do {
        to += sprintf(to, "%d:", csv->line);
        for (int col = 0; col < csv->cols; col++)
            to += sprintf(to, "%s|", csv->field[col]);
    } while (csv_next(csv, &error));
    ck_assert(csv->ended);
    ck_assert_str_eq(text, good[_i].table);
    ck_assert_str_eq(csv->path, "data.csv");
    csv_close(csv);
}
END_TEST

// The sums are those of sklearn.datasets.load_iris().data.
START_TEST(iris)
{
    Table *t = read_labelled(iris_path);
    ck_assert_int_eq(t->rows, 150);
    ck_assert_int_eq(t->features, 4);
    ck_assert_int_eq(t->classes, 3);
    ck_assert_str_eq(t->feature_name[0], "sepal_length");
    ck_assert_str_eq(t->feature_name[3], "petal_width");
    ck_assert_str_eq(t->class_name[0], "setosa");
    ck_assert_str_eq(t->class_name[1], "versicolor");
    ck_assert_str_eq(t->class_name[2], "virginica");
    double sum[4] = {0}, expected[4] = {876.5, 458.6, 563.7, 179.9};
    for (int i = 0; i < 150 * 4; i++)
        sum[i % 4] += t->x[i];
    for (int i = 0; i < 4; i++)
        ck_assert_double_eq_tol(sum[i], expected[i], 1e-9);
    for (int i = 0; i < 150; i++)
        ck_assert_int_eq(t->label[i], i / 50);
    // the two rows in which the file of UCI is another
    double fisher[] = {4.9, 3.1, 1.5, 0.2, 4.9, 3.6, 1.4, 0.1};
    for (int i = 0; i < 4; i++) {
        ck_assert_double_eq(t->x[34 * 4 + i], fisher[i]);
        ck_assert_double_eq(t->x[37 * 4 + i], fisher[4 + i]);
    }
    table_free(t);
}
END_TEST

// Reads a table of which the text is the last number, and gives that back.
static bool read_number(const char *text, double *number, Error *error)
{
    char file[200];
    CsvNumbers table;
    snprintf(file, sizeof file, "x,y\n0,0\n7,%s\n", text);
    CsvFile *csv = open_text(file);
    bool read = csv_read(csv, 2, false, &table, error);
    if (read)
        ck_assert(table.rows == 2 && table.x[2] == 7);
    *number = read ? table.x[3] : NAN;
    free(table.x);
    free(table.label);
    csv_close(csv);
    return read;
}

START_TEST(a_number)
{
    Error error = {""};
    double number;
    ck_assert_msg(read_number(numbers[_i].text, &number, &error), "%s",
                  error.message);
    ck_assert_double_eq(number, numbers[_i].number);
}
END_TEST

START_TEST(no_number)
{
    char expected[200];
    Error error = {""};
    double number;
    ck_assert(!read_number(not_numbers[_i], &number, &error));
    sprintf(expected, "data.csv:3: column 2 (y): \"%s\" is not a number",
            not_numbers[_i]);
    ck_assert_msg(strncmp(error.message, expected, strlen(expected)) == 0,
                  "%s: %s", expected, error.message);
}
END_TEST

START_TEST(labels)
{
    char text[400] = "x,y\n";
    for (int i = 0; i < 5; i++)
        sprintf(text + strlen(text), "%d,%s\n", i, labellings[_i].labels[i]);
    write_file("data.csv", text, strlen(text));
    Table *t = read_labelled("data.csv");
    for (int i = 0; i < 5; i++)
        ck_assert_int_eq(t->label[i], labellings[_i].label[i]);
    for (int i = 0; i < t->classes; i++)
        ck_assert_pstr_eq(labellings[_i].names[i], t->class_name[i]);
    ck_assert_ptr_null(labellings[_i].names[t->classes]);
    table_free(t);
}
END_TEST

// A search that is quadratic in the rows would not end within the time limit.
START_TEST(many_classes)
{
    enum { ROWS = 200000 };
    FILE *file = fopen("data.csv", "w");
    fputs("x,y\n", file);
    for (int i = 0; i < ROWS; i++)
        fprintf(file, "%d,c%06d\n", i, ROWS - 1 - i);
    fclose(file);
    Error error = {""};
    Table *t = table_new_read("data.csv", &(TableFormat){.label = "y"}, &error);
    ck_assert_msg(t != NULL, "%s", error.message);
    ck_assert_int_eq(t->rows, ROWS);
    ck_assert_int_eq(t->classes, ROWS);
    for (int i = 0; i < ROWS; i++)
        if (t->x[i] != i || t->label[i] != ROWS - 1 - i)
            ck_abort_msg("row %d: x %g, class %d", i, t->x[i], t->label[i]);
    table_free(t);
}
END_TEST

START_TEST(refused)
{
    write_file("data.csv", malformed[_i].bytes, malformed[_i].size);
    assert_refused("data.csv", malformed[_i].message);
}
END_TEST

START_TEST(refused_as_labelled)
{
    Error error = {""};
    csv_close(open_text(unlabelled[_i].text));
    ck_assert_ptr_null(table_new_read("data.csv", &(TableFormat){0}, &error));
    ck_assert_str_eq(error.message, unlabelled[_i].message);
}
END_TEST

// A message keeps its end, whatever is quoted in it.
START_TEST(longest_message)
{
    char path[256] = "", text[4000] = "";
    Error error = {""};
    memset(path, 'p', 250);
    memset(text, '\x1B', 1000);
    strcat(text, ",y\n");
    memset(text + strlen(text), '\x1B', 2000);
    strcat(text, ",x\n");
    write_file(path, text, strlen(text));
    ck_assert_ptr_null(table_new_read(path, &(TableFormat){0}, &error));
    unlink(path);
    ck_assert_msg(strstr(error.message, "...\" is not a number") != NULL, "%s",
                  error.message);
}
END_TEST

START_TEST(no_file)
{
    assert_refused("none.csv", "none.csv: No such file or directory");
    assert_refused(".", ".: is a folder");
    ck_assert_int_eq(symlink("nowhere", "link"), 0);
    assert_refused("link", "link: No such file or directory");
    unlink("link");
}
END_TEST

// If the reader waited, or read on, the test would run out of time.
START_TEST(no_regular_file)
{
    assert_refused("/dev/zero", "/dev/zero: is not a regular file");
    assert_refused("/dev/null", "/dev/null: is not a regular file");
    ck_assert_int_eq(mkfifo("pipe", 0644), 0);
    assert_refused("pipe", "pipe: is not a regular file");
    int file = open("pipe", O_RDWR);
    ck_assert_int_eq(write(file, "a,b\n1,2\n", 8), 8);
    assert_refused("pipe", "pipe: is not a regular file");
    close(file);
    unlink("pipe");
}
END_TEST

START_TEST(unreadable)
{
    write_file("data.csv", BYTES("a,b\n1,2\n"));
    chmod("data.csv", 0);
    bool root = geteuid() == 0; // may read everything, so be somebody else
    ck_assert(!root || seteuid(65534) == 0);
    assert_refused("data.csv", "data.csv: Permission denied");
    ck_assert(!root || seteuid(0) == 0);
    unlink("data.csv");
}
END_TEST

// Files with holes: large, though they take no room on the disk.
START_TEST(large)
{
    int file = open("data.csv", O_CREAT | O_TRUNC | O_WRONLY, 0644);
    ck_assert_int_eq(ftruncate(file, 0x7FFFFFFF), 0);
    assert_refused("data.csv", "data.csv: is larger than 2 GiB");
    ck_assert_int_eq(ftruncate(file, (off_t)1 << 40), 0);
    assert_refused("data.csv", "data.csv: is larger than 2 GiB");
    ck_assert_int_eq(ftruncate(file, 1 << 24), 0);
    assert_refused("data.csv", "data.csv:1: " ZERO);
    close(file);
}
END_TEST

// Linux makes this text only when it is read; before, it says the size is 0.
START_TEST(changed_size)
{
    struct stat info;
    if (stat("/proc/self/status", &info) == 0 && info.st_size == 0)
        assert_refused("/proc/self/status", "/proc/self/status: changed its "
                                            "size while it was read");
}
END_TEST

START_TEST(nothing_to_free)
{
    csv_close(NULL);
    table_free(NULL);
}
END_TEST

// The settings of the user must not turn the decimal point into a comma.
START_TEST(locale_of_the_user)
{
    setenv("LC_ALL", "de_DE.UTF-8", 1);
    Table *t = read_labelled(iris_path);
    ck_assert_double_eq(t->x[0], 5.1);
    table_free(t);
}
END_TEST

// The linker puts this in the place of strtod (tests.mk). In German it stops at
// a point, as the C library's does after setlocale(): so the test needs no
// machine that has this locale.
double __real_strtod(const char *text, char **end);
double __wrap_strtod(const char *text, char **end);
static bool in_german;

double __wrap_strtod(const char *text, char **end)
{
    char whole[64];
    size_t length = in_german ? strcspn(text, ".") : strlen(text);
    if (text[length] == '\0')
        return __real_strtod(text, end);
    snprintf(whole, sizeof whole, "%.*s", (int)length, text);
    if (end)
        *end = (char *)text + length;
    return __real_strtod(whole, NULL);
}

// A program that calls setlocale() is stopped: half a number would be worse.
static void read_in_german(void)
{
    double number;
    Error error;
    in_german = true;
    read_number("5.1e0", &number, &error);
}

START_TEST(locale_of_the_program)
{
    STOPS(read_in_german, "strtod stops at \".1e0\"", "setlocale");
}
END_TEST

// A plain decimal number in one of the ways people write them: a few digits or
// many, with a point somewhere or none, with an exponent or none.
static void draw_number(char *text)
{
    static unsigned state = 1;
    unsigned draw[4];
    for (int i = 0; i < 4; i++)
        draw[i] = (state = state * 1664525u + 1013904223u) >> 8;
    int digits = 1 + (int)(draw[0] % (draw[0] % 16 ? 17 : 40));
    int point = (int)(draw[1] % 20), length = 0;
    if (draw[2] % 3 == 0)
        text[length++] = '-';
    for (int i = 0; i < digits; i++) {
        if (i == point)
            text[length++] = '.';
        state = state * 1664525u + 1013904223u;
        text[length++] = (char)('0' + (state >> 24) % 10);
    }
    text[length] = '\0';
    if (draw[3] % 8 == 0)
        sprintf(text + length, "e%d", (int)(draw[3] / 8 % 80) - 40);
}

START_TEST(as_strtod)
{
    for (int i = 0; i < 1000000; i++) {
        char text[64];
        double got, right;
        draw_number(text);
        right = strtod(text, NULL);
        if (!number_read(text, &got) || memcmp(&got, &right, sizeof got) != 0)
            ck_abort_msg("%s: %a, not %a", text, got, right);
    }
}
END_TEST

int main(void)
{
    char folder[] = "/tmp/check_csv.XXXXXX";
    iris_path = realpath("data/iris.csv", NULL);
    if (!iris_path || !mkdtemp(folder) || chdir(folder) != 0) {
        perror("check_csv: data/iris.csv, or a new folder");
        return 1;
    }
    chmod(folder, 0755); // for the test that is not root
    TCase *tests = tcase_create("csv");
    tcase_add_loop_test(tests, well_formed, 0, COUNT(good));
    tcase_add_test(tests, iris);
    tcase_add_loop_test(tests, a_number, 0, COUNT(numbers));
    tcase_add_loop_test(tests, no_number, 0, COUNT(not_numbers));
    tcase_add_test(tests, as_strtod);
    tcase_add_loop_test(tests, labels, 0, COUNT(labellings));
    tcase_add_test(tests, many_classes);
    tcase_add_loop_test(tests, refused, 0, COUNT(malformed));
    tcase_add_loop_test(tests, refused_as_labelled, 0, COUNT(unlabelled));
    tcase_add_test(tests, longest_message);
    tcase_add_test(tests, no_file);
    tcase_add_test(tests, no_regular_file);
    tcase_add_test(tests, unreadable);
    tcase_add_test(tests, large);
    tcase_add_test(tests, changed_size);
    tcase_add_test(tests, nothing_to_free);
    tcase_add_test(tests, locale_of_the_user);
    tcase_add_test(tests, locale_of_the_program);
    int failed = run_tests("csv", tests);
    unlink("data.csv");
    rmdir(folder);
    free(iris_path);
    return failed;
}
