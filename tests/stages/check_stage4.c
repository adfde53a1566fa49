// The program ./stage4 against what PyTorch saved and answers
// (tests/golden/stage4/, see record_stage4.py), and what it makes of the world.
#define _XOPEN_SOURCE 700 // for run.h: fork, mkdtemp
#include <signal.h>
#include <time.h>

#include "golden.h"
#include "run.h"

#define MODELS "tests/golden/model_files/"
#define RECORDED "tests/golden/stage4/"

static const char architecture[] =
    "Sequential(\n"
    "  (layer1): Linear(in_features=4, out_features=16, bias=True)\n"
    "  (sigmoid): Sigmoid()\n"
    "  (layer2): Linear(in_features=16, out_features=3, bias=True)\n"
    "  (softmax): Softmax(dim=1)\n"
    ")\n"
    "Test Acc.: 0.9800\n";

static char iris[TEXT]; // the table

static void set_up(void)
{
    make_folder();
    read_text("data/iris.csv", iris);
    write_text("iris.csv", iris, strlen(iris));
}

static const char *inside(const char *name)
{
    static char path[2][5000];
    static int turn;
    turn = !turn;
    snprintf(path[turn], sizeof *path, "%s/%s", folder, name);
    return path[turn];
}

static void run_well(const char *options)
{
    start("stage4", options, NULL);
    expect_success("stage4", options);
}

static size_t read_bytes(const char *path, char *bytes)
{
    FILE *file = fopen(path, "rb");
    ck_assert_msg(file != NULL, "%s is missing", path);
    size_t size = fread(bytes, 1, TEXT, file);
    fclose(file);
    return size;
}

static void assert_same_files(const char *path, const char *expected)
{
    static char a[TEXT], b[TEXT];
    size_t size = read_bytes(path, a);
    ck_assert_msg(size == read_bytes(expected, b) && memcmp(a, b, size) == 0,
                  "%s is not %s", path, expected);
}

// Trained as in stage 3, whose output is compared with PyTorch's elsewhere;
// then both files, read again.
START_TEST(test_output)
{
    static char expected[TEXT], saved[2][TEXT];
    size_t size[2];
    start("stage3", "--no-plot --history 3.csv", NULL);
    const char *end = strstr(run.out, "Test Acc.");
    ck_assert_ptr_nonnull(end);
    snprintf(expected, sizeof expected, "%.*s\n%s%s\n%s%s",
             (int)(end - run.out), run.out, "build/stage4/iris_classifier.pt\n",
             architecture, "build/stage4/iris_classifier_state.pt\n",
             architecture);
    for (int again = 0; again < 2; again++) {
        run_well("--no-plot --history 4.csv");
        ck_assert_str_eq(run.out, expected);
        ck_assert_str_eq(run.err, "");
        assert_same_files(inside("4.csv"), inside("3.csv"));
        size[again] =
            read_bytes(inside("build/stage4/iris_classifier.pt"), saved[again]);
    }
    ck_assert(size[0] == size[1] && memcmp(saved[0], saved[1], size[0]) == 0);
    run_well("--no-plot --quiet");
    ck_assert_str_eq(run.out, "Test Acc.: 0.9800\nTest Acc.: 0.9800\n");
}
END_TEST

// In a new process, without training: only the file can know the flowers.
START_TEST(test_load)
{
    run_well("--no-plot --quiet --save a.b.pt");
    run_well("--no-plot --load a.b.pt");
    ck_assert_str_eq(run.out, architecture);
    run_well("--no-plot --load a.b_state.pt --epochs 0 --seed 7");
    ck_assert_str_eq(run.out, architecture);
    run_well("--no-plot --quiet --load a.b_state.pt --save c");
    ck_assert_str_eq(run.out, "Test Acc.: 0.9800\nTest Acc.: 0.9800\n");
    run_well("--no-plot --load c_state");
    ck_assert_str_eq(run.out, architecture);
    ck_assert_int_ne(access(inside("build"), F_OK), 0);

    // PyTorch's files, and a whole model written again as PyTorch wrote it
    run_well("--no-plot --load " RECORDED "model.pt --save model.pt");
    assert_same_files(inside("model.pt"), RECORDED "model.pt");
    const char *const others[] = {"model.pt", "state.pt", "class.pt"};
    for (int i = 0; i < 3; i++) {
        char options[200];
        snprintf(options, sizeof options, "--load " RECORDED "%s", others[i]);
        run_well(options);
        ck_assert_str_eq(run.out, architecture);
    }
}
END_TEST

// Labels as PyTorch says, and probabilities within 1e-6.
static void compare_answers(const char *what)
{
    static char expected[TEXT];
    char *at = run.out, *to = expected;
    read_text(RECORDED "answers.csv", expected);
    size_t line = strcspn(to, "\n") + 1;
    ck_assert_msg(strncmp(at, to, line) == 0, "%s: %s", what, at);
    at += line;
    to += line;
    for (int rows = 0; rows < 150; rows++) {
        size_t word = strcspn(to, ",");
        ck_assert_msg(strncmp(at, to, word) == 0, "%s: %s: %s", what, to, at);
        at += word;
        to += word;
        for (int i = 0; i < 3; i++) {
            ck_assert_int_eq(*at, ',');
            double got = strtod(at + 1, &at), wanted = strtod(to + 1, &to);
            ck_assert_msg(fabs(got - wanted) <= 1e-6, "%s: %.9g, not %.9g",
                          what, got, wanted);
        }
        ck_assert_int_eq(*at++, '\n');
        to++;
    }
    ck_assert_str_eq(at, "");
}

START_TEST(test_predict)
{
    const char *const models[] = {
        "",
        "--load " RECORDED "model.pt",
        "--load " RECORDED "state.pt",
        "--load " RECORDED "class.pt",
        "--load " RECORDED "logits.pt",
    };
    static char features[TEXT];
    size_t length = 0;
    for (const char *c = iris; *c; c += strcspn(c, "\n") + 1) {
        int label = (int)strcspn(c, "\n");
        while (c[label - 1] != ',')
            label--;
        length += (size_t)sprintf(features + length, "%.*s\n", label - 1, c);
    }
    write_text("features.csv", features, length);
    for (size_t i = 0; i < sizeof models / sizeof *models; i++) {
        char options[300];
        snprintf(options, sizeof options, "%s --predict iris.csv", models[i]);
        run_well(options);
        compare_answers(options);
        ck_assert_str_eq(run.err, "");
        snprintf(options, sizeof options, "--predict features.csv %s",
                 models[i]);
        run_well(options);
        compare_answers(options);
    }
    ck_assert_int_ne(access(inside("build"), F_OK), 0); // only asked, not saved
    run_well("--predict iris.csv --save m.pt");
    compare_answers("with --save");
    run_well("--no-plot --load m_state.pt");
    ck_assert_str_eq(run.out, architecture);
}
END_TEST

// Names that need quotes come out as CSV again.
START_TEST(test_predict_names)
{
    static const char table[] = "a,kind\n1,\"x, y\"\n2,\"say \"\"z\"\"\"\n"
                                "1,\"x, y\"\n2,\"say \"\"z\"\"\"\n";
    write_text("t.csv", table, sizeof table - 1);
    run_well("--data t.csv --predict t.csv --lr 0.1 --standardize feature");
    static const char beginning[] =
        "label,\"say \"\"z\"\"\",\"x, y\"\n\"x, y\",";
    ck_assert_msg(strncmp(run.out, beginning, sizeof beginning - 1) == 0, "%s",
                  run.out);
}
END_TEST

START_TEST(test_describe)
{
    run_well("--describe " MODELS "own_class.pt");
    ck_assert_msg(strstr(run.out, "whole model, whose forward() is not in the "
                                  "file\nclass         __main__.Model\n"),
                  "%s", run.out);
    run_well("--no-plot --quiet");
    run_well("--describe build/stage4/iris_classifier_state.pt");
    ck_assert_msg(strstr(run.out, "architecture  layer1=Linear(4,16,bias) "
                                  "sigmoid=Sigmoid layer2=Linear(16,3,bias) "
                                  "softmax=Softmax(dim=1)\n"),
                  "%s", run.out);
    ck_assert_ptr_nonnull(strstr(run.out, "4, with 131 numbers\n"));
}
END_TEST

// The rectangles of the map cover each byte of the file once.
START_TEST(test_map)
{
    static char bytes[TEXT], text[TEXT];
    const char *const files[][2] = {
        {"build/stage4/iris_classifier.pt", "build/stage4/whole.dat"},
        {"build/stage4/iris_classifier_state.pt", "build/stage4/state.dat"}};
    run_well("--epochs 1 --quiet");
    for (int i = 0; i < 2; i++) {
        unsigned area = 0;
        read_text(inside(files[i][1]), text);
        for (char *l = strtok(text, "\n"); l; l = strtok(NULL, "\n")) {
            unsigned x0, x1, y0, y1, part;
            if (*l == '#')
                continue;
            ck_assert_int_eq(
                sscanf(l, "%u %u %u %u %u", &x0, &x1, &y0, &y1, &part), 5);
            ck_assert(x0 < x1 && x1 <= 64 && y0 < y1 && part >= 1 && part <= 5);
            area += (x1 - x0) * ((y1 - y0) / 64);
        }
        ck_assert_uint_eq(area, read_bytes(inside(files[i][0]), bytes));
    }
}
END_TEST

// NaN in a file, and in the answers: said on stderr, and no failure.
START_TEST(test_broken)
{
    run_well("--load tests/golden/model_files/wild_broken.pt "
             "--predict iris.csv");
    ck_assert_ptr_nonnull(
        strstr(run.err, "2 of its numbers are NaN or infinite"));
    ck_assert_ptr_nonnull(
        strstr(run.err, "450 of the probabilities are not a number"));
}
END_TEST

START_TEST(test_options)
{
    run_well("--help");
    const char *const options[] = {"--save",     "--load",   "--predict",
                                   "--describe", "--data",   "--hidden",
                                   "--seed",     "--epochs", "--no-plot"};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        ck_assert_ptr_nonnull(strstr(run.out, options[i]));
    for (char *l = strtok(run.out, "\n"); l; l = strtok(NULL, "\n"))
        ck_assert_msg(strlen(l) <= 80, "too long: %s", l);
    expect_failure("stage4", "--save", 2, "--save");
    expect_failure("stage4", "--load ''", 2, "--load");
    expect_failure("stage4", "--hidden 0", 2, "0");
    expect_failure("stage4", "model.pt", 2, "model.pt");

    run_well("--no-plot --hidden 5 --seed 3 --epochs 2 --batch-size 10");
    ck_assert_ptr_nonnull(strstr(run.out, "Epoch 1  Loss"));
    ck_assert_ptr_null(strstr(run.out, "Epoch 2  Loss"));
    ck_assert_ptr_nonnull(strstr(run.out, "in_features=5, out_features=3"));
    run_well("--no-plot --epochs 0 --quiet");
}
END_TEST

// One line that names the file and the fault, and exit status 1.
START_TEST(test_refusals)
{
    const char *const wrong[][2] = {
        {"--load missing.pt", "missing.pt: No such file"},
        {"--load iris.csv", "iris.csv: this is no PyTorch model file"},
        {"--describe iris.csv", "iris.csv: this is no PyTorch model file"},
        {"--load .", ".: is a folder"},
        {"--load " MODELS "refused_evil.pt", "posix.system is unknown here"},
        {"--describe " MODELS "refused_evil.pt", "nothing of it was executed"},
        {"--load " MODELS "refused_torchscript.pt", "TorchScript"},
        {"--load " MODELS "refused_legacy.pt", "old format"},
        {"--load " RECORDED "state.pt --hidden 8",
         "layer1.weight is [16, 4], but [8, 4] is expected"},
        {"--load " MODELS "iris_state.pt", "layer1.weight is missing"},
        {"--load " MODELS "one.pt",
         "for 1 features and 1 classes, but the data have 4 and 3"},
        {"--load " MODELS "empty.pt", "for 0 features"},
        {"--predict missing.csv", "missing.csv"},
        {"--save no/such/m.pt --epochs 0 --no-plot", "no/such/m.pt"},
        {"--save /dev/null --epochs 0 --no-plot", "not a regular file"},
        {"--save . --epochs 0 --no-plot", "is a folder"},
        {"--data missing.csv", "missing.csv"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        expect_failure("stage4", wrong[i][0], 1, wrong[i][1]);
        ck_assert_str_eq(run.out, "");
    }
    start("stage4", "--predict iris.csv", "/dev/full");
    ck_assert_int_eq(run.code, 1);
}
END_TEST

START_TEST(test_refused_tables)
{
    const struct {
        const char *text, *word;
    } wrong[] = {
        {"a,b,c\n1,2,3\n", "t.csv: 3 columns: 4 features are expected"},
        {"a,b,c,d,e,f\n1,2,3,4,5,6\n", "t.csv: 6 columns"},
        {"1,2,3,4\n1,2,3,4\n", "line 1 looks like data"},
        {"a,b,c,d\n1,2,x,4\n", "t.csv:2: column 3 (c)"},
        {"a,b,c,d\n", "no rows"},
        {"a,b,c,d\n1,2,3\n", "t.csv:2"},
        {"Id,a,b,c,d\n1,2,3,4,5\n", "column 1 numbers the rows"},
        {"a;b;c;d\n1;2;3;4\n", "(--separator semicolon)"},
        {"sepal_width,sepal_length,petal_length,petal_width\n1,2,3,4\n",
         "column 1 is the feature of column 2"},
        {"species,sepal_length,sepal_width,petal_length,petal_width\n"
         "setosa,1,2,3,4\n",
         "column 2 is the feature of column 1"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        write_text("t.csv", wrong[i].text, strlen(wrong[i].text));
        expect_failure("stage4", "--predict t.csv", 1, wrong[i].word);
        ck_assert_str_eq(run.out, "");
    }
}
END_TEST

// The same rows in another form get the same answers.
START_TEST(test_predict_forms)
{
    static const char numbered[] =
        "Id,a,b,kind\n1,1.5,2,p\n2,3,4.5,q\n3,1.5,2.5,p\n4,3.5,4,q\n";
    static const char plain[] =
        "a,b,kind\n1.5,2,p\n3,4.5,q\n1.5,2.5,p\n3.5,4,q\n";
    static const char german[] =
        "kind;a;b\np;1,5;2\nq;3;4,5\np;1,5;2,5\nq;3,5;4\n";
    static char expected[TEXT];
    write_text("plain.csv", plain, sizeof plain - 1);
    write_text("numbered.csv", numbered, sizeof numbered - 1);
    write_text("german.csv", german, sizeof german - 1);
    write_text("new.csv", "Id,a,b\n7,1.5,2\n", 15);
    run_well("--data plain.csv --predict plain.csv");
    ck_assert_str_eq(run.err, "");
    snprintf(expected, sizeof expected, "%s", run.out);
    run_well("--data numbered.csv --drop Id --predict numbered.csv");
    ck_assert_str_eq(run.out, expected);
    run_well("--data numbered.csv --drop Id --predict plain.csv");
    ck_assert_str_eq(run.out, expected);
    run_well("--data german.csv --separator semicolon --label first "
             "--predict german.csv");
    ck_assert_str_eq(run.out, expected);
    run_well("--data numbered.csv --drop Id --predict new.csv");
    ck_assert_int_eq(strncmp(run.out, expected, strlen(run.out)), 0);
    write_text("new.csv", "length,b\n1.5,2\n", 15);
    run_well("--data plain.csv --predict new.csv");
    ck_assert_int_eq(strncmp(run.out, expected, strlen(run.out)), 0);
    ck_assert_str_eq(run.err, "stage4: new.csv: column 1 is called \"length\", "
                              "in the training data \"a\": columns count by "
                              "their place\n");
}
END_TEST

// Killed while it saves, at a moment of chance: the old model or the new one is
// there, whole, and the next save clears up.
START_TEST(test_killed)
{
    static const char options[] =
        "--no-plot --quiet --load " RECORDED "model.pt --save model.pt";
    static char old[TEXT], now[TEXT];
    run_well("--no-plot --quiet --epochs 0 --save old.pt");
    size_t old_size = read_bytes(inside("old.pt"), old);
    int killed = 0;
    srand(1);
    for (int i = 0; i < 200; i++) {
        write_text("model.pt", old, old_size);
        fflush(NULL);
        pid_t child = fork();
        if (child == 0 && freopen("/dev/null", "w", stdout))
            execute("stage4", options);
        struct timespec wait = {0, rand() % 4000000};
        nanosleep(&wait, NULL);
        kill(child, SIGKILL);
        int status;
        ck_assert_int_eq(waitpid(child, &status, 0), child);
        killed += WIFSIGNALED(status);
        if (read_bytes(inside("model.pt"), now) != old_size ||
            memcmp(now, old, old_size) != 0)
            assert_same_files(inside("model.pt"), RECORDED "model.pt");
    }
    ck_assert_int_gt(killed, 20);
    run_well(options);
    assert_same_files(inside("model.pt"), RECORDED "model.pt");
    ck_assert_int_ne(access(inside("model.pt.tmp"), F_OK), 0);
    ck_assert_int_ne(access(inside("model_state.pt.tmp"), F_OK), 0);
}
END_TEST

// The features of a table without their label, blanks between them.
static void write_features(const char *table)
{
    static char text[TEXT];
    read_text(table, text);
    char *to = text;
    for (char *line = strtok(strchr(text, '\n'), "\n"); line;
         line = strtok(NULL, "\n")) {
        size_t length = (size_t)(strrchr(line, ',') - line);
        for (size_t i = 0; i < length; i++)
            *to++ = line[i] == ',' ? ' ' : line[i];
        *to++ = '\n';
    }
    write_text("x.txt", text, (size_t)(to - text));
}

// The model as a C file: compiled by itself, it answers what --predict answers.
static void check_export(const char *model, const char *table)
{
    static char command[20000];
    char options[300], label[2][100];
    double expected, found;
    snprintf(options, sizeof options, "%s --no-plot --quiet --export-c m.c",
             model);
    run_well(options);
    write_features(table);
    snprintf(command, sizeof command,
             "cd '%s' && cc -std=c99 -Wall -Wextra -Wpedantic -Werror -DMAIN "
             "m.c -lm -o m && ./m <x.txt >m.csv",
             folder);
    ck_assert_int_eq(system(command), 0);
    snprintf(options, sizeof options, "--load w.pt --data %s --predict %s",
             table, table);
    run_well(options);
    FILE *file = fopen(inside("m.csv"), "r");
    ck_assert_ptr_nonnull(file);
    char *at = strchr(run.out, '\n') + 1;
    int rows = 0, length;
    while (fscanf(file, "%99[^,\n]", label[0]) == 1) {
        ck_assert(sscanf(at, "%99[^,\n]%n", label[1], &length) == 1);
        ck_assert_str_eq(label[0], label[1]);
        for (at += length; fscanf(file, ",%lf", &found) == 1; at += length) {
            ck_assert(sscanf(at, ",%lf%n", &expected, &length) == 1);
            ck_assert_double_eq_tol(found, expected, 1e-5);
        }
        ck_assert_int_eq(fgetc(file), *at++);
        rows++;
    }
    ck_assert(*at == '\0' && rows >= 100);
    fclose(file);
}

START_TEST(test_export)
{
    const char *iris_path = "tests/../data/iris.csv";
    const char *wine = "tests/golden/wine.csv";
    check_export("--epochs 3 --hidden 5 --save w.pt", iris_path);
    check_export("--epochs 2 --data tests/golden/wine.csv --save w.pt", wine);
    check_export("--load tests/golden/stage4/layers.pt --save w.pt", iris_path);
    expect_failure("stage4", "--no-plot --export-c no/m.c", 1, "no/m.c");
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("stage4");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, set_up, remove_folder);
    tcase_add_test(tests, test_output);
    tcase_add_test(tests, test_export);
    tcase_add_test(tests, test_load);
    tcase_add_test(tests, test_predict);
    tcase_add_test(tests, test_predict_names);
    tcase_add_test(tests, test_describe);
    tcase_add_test(tests, test_map);
    tcase_add_test(tests, test_broken);
    tcase_add_test(tests, test_options);
    tcase_add_test(tests, test_refusals);
    tcase_add_test(tests, test_refused_tables);
    tcase_add_test(tests, test_predict_forms);
    tcase_add_test(tests, test_killed);
    return run_tests("stage4", tests);
}
