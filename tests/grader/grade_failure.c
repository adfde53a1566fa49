// What went wrong with an item, for the learner: how it ended, or the first
// case that is wrong, with what was given, expected and got.
#include "grader.h"

#include "base.h"

#include <math.h>
#include <signal.h>
#include <string.h>

// How many bytes of a long line are shown, without cutting a letter in two.
int shown_bytes(const char *line, int most)
{
    int length = (int)strcspn(line, "\n");
    if (length <= most)
        return length;
    length = most;
    while (((unsigned char)line[length] & 0xc0) == 0x80)
        length--;
    return length;
}

static const char *signal_words(int number)
{
    switch (number) {
    case SIGSEGV:
    case SIGBUS:
        return "It uses memory that is not its own: a NULL pointer, an index "
               "out of range, or a recursion without end.";
    case SIGFPE:
        return "It divides a whole number by zero.";
    case SIGABRT:
        return "It was stopped by abort, or its memory was damaged.";
    default:
        return "It was stopped by a signal.";
    }
}

static const char *ending_words(const Run *run)
{
    switch (run->ending) {
    case CRASHED:
        return strncmp(run->complaints, "common/", 7) == 0
                   ? "A check of the library has stopped it:"
                   : signal_words(run->signal);
    case TIMED_OUT:
        return "It was stopped because it took too long: is there a loop that "
               "never ends?";
    case FORBIDDEN:
        return "It tried what an exercise must not do: start a program, reach "
               "another one, or the network.";
    default:
        return "It ended before it had answered: does it call exit?";
    }
}

// A number in the form in which the statement writes it: those of the shape 0x8
// have eight digits in hexadecimal; of those of the shape digits the first is
// the number itself (answer_digits in exercise.h).
static char *number_text(const Answer *a, int n, const char *format)
{
    int digits;
    if (isnan(a->number[n])) // its sign says nothing, and differs
        return text_new_copy("nan");
    if (strcmp(a->shape, "digits") == 0)
        return text_format("%.10g", a->number[0]);
    if (sscanf(a->shape, "0x%d", &digits) == 1 && digits <= 8)
        return text_format("%0*llx", digits, (unsigned long long)a->number[n]);
    bool whole =
        fabs(a->number[n]) < 1e15 && floor(a->number[n]) == a->number[n];
    return text_format(whole ? "%.0f" : format, a->number[n]);
}

// How long a row is; of what is no matrix all is one row.
static int columns_of(const Answer *a)
{
    int rows, cols;
    return sscanf(a->shape, "[%d, %d]", &rows, &cols) == 2 ? cols : a->count;
}

// The numbers of an answer, its rows parted by semicolons, or only number n if
// there are many; with its shape if that is what differs.
static char *value_text(const Answer *a, int n, bool shape, const char *format)
{
    enum { MANY = 9 };
    if (a->count < 0)
        return text_format("%s = nothing (NULL)", a->name);
    bool one = a->count > MANY && n >= 0;
    int cols = columns_of(a);
    char *text = one && cols < a->count
                     ? text_format("%s[%d, %d] =", a->name, n / cols, n % cols)
                 : one   ? text_format("%s[%d] =", a->name, n)
                 : shape ? text_format("%s of shape %s =", a->name, a->shape)
                         : text_format("%s =", a->name);
    int count = strcmp(a->shape, "digits") == 0 ? 1 : a->count;
    for (int k = 0; k < count; k++)
        if (one ? k == n : k < MANY)
            text = text_format("%s%s%s", text,
                               one || k == 0   ? " "
                               : k % cols == 0 ? ";  "
                                               : "  ",
                               number_text(a, k, format));
    return text_format("%s%s", text, a->count > MANY && !one ? " …" : "");
}

// The first number that differs; -1 if that has no meaning.
static int first_difference(const Answer *a, const Answer *b, double tolerance)
{
    for (int n = 0; a->count == b->count && n < a->count; n++)
        if (!number_equal(a->number[n], b->number[n], tolerance))
            return n;
    return -1;
}

// The parts of the input, each in a line of its own.
static void given_text(const char *given, const char *indent, FILE *out)
{
    char *parts = text_format("%s", given);
    for (const char *word = "given"; *parts; word = "") {
        char *part = next_part(&parts);
        fprintf(out, "%s%-9s %s\n", indent, word, part);
    }
}

// Answer k of a case. Of several with one name it says which it is.
static Answer answer_told(const Case *c, int k)
{
    Answer told = c->answer[k];
    int before = 0, all = 0;
    for (int i = 0; i < c->count; i++)
        if (strcmp(c->answer[i].name, told.name) == 0) {
            before += i < k;
            all++;
        }
    if (all > 1)
        told.name = text_format("%s[%d]", told.name, before);
    return told;
}

static void difference_text(const Case *got, const Case *right,
                            double tolerance, const char *indent, FILE *out)
{
    int k = 0;
    while (k < right->count && k < got->count &&
           answer_equal(&got->answer[k], &right->answer[k], tolerance))
        k++;
    given_text(got->given, indent, out);
    if (got->changed != right->changed)
        fprintf(out,
                "%sIt has changed what is given here: that is const, and must "
                "stay as it is.\n",
                indent);
    if (k == right->count && k == got->count)
        return;
    if (k == right->count || k == got->count) {
        fprintf(out, "%sIt answers %d things, and %d are expected.\n", indent,
                got->count, right->count);
        return;
    }
    Answer a = answer_told(got, k), b = answer_told(right, k);
    bool shape = strcmp(a.shape, b.shape) != 0;
    int n = shape ? -1 : first_difference(&a, &b, tolerance);
    const char *format = "%.7g";
    if (strcmp(value_text(&a, n, shape, format),
               value_text(&b, n, shape, format)) == 0)
        format = "%.17g"; // they differ further behind
    fprintf(out, "%sexpected  %s\n", indent, value_text(&b, n, shape, format));
    fprintf(out, "%sgot       %s\n", indent, value_text(&a, n, shape, format));
}

// The first of so many cases that is wrong; -1 if none is.
static int first_wrong(const Exercise *e, int item, int cases)
{
    const Run *got = &e->learner.run[item], *right = &e->program[0].run[item];
    for (int i = 0; i < cases && i < right->count; i++)
        if (!case_equal(&got->cases[i], &right->cases[i],
                        e->item[item].tolerance))
            return i;
    return -1;
}

// Which case it is, and what is special in it.
static void number_of_case(const Case *c, int i, const char *indent, FILE *out)
{
    char *parts = text_format("%s", c->about);
    fprintf(out, "%scase      %d", indent, i + 1);
    for (const char *before = ": "; *parts; before = "; ")
        fprintf(out, "%s%s", before, next_part(&parts));
    fprintf(out, "\n");
}

static void case_text(const Exercise *e, int item, int i, const char *indent,
                      FILE *out)
{
    number_of_case(&e->learner.run[item].cases[i], i, indent, out);
    difference_text(&e->learner.run[item].cases[i],
                    &e->program[0].run[item].cases[i], e->item[item].tolerance,
                    indent, out);
}

// What stopped it, and what was wrong before that.
static void end_text(const Exercise *e, int item, const char *indent, FILE *out)
{
    const Run *got = &e->learner.run[item];
    int last = got->count - 1, wrong = first_wrong(e, item, last);
    if (last >= 0)
        number_of_case(&got->cases[last], last, indent, out);
    given_text(got->memory ? got->memory_given
               : last >= 0 ? got->cases[last].given
                           : "",
               indent, out);
    fprintf(out, "%s%s\n", indent,
            got->memory ? got->memory : ending_words(got));
    if (got->signal == SIGABRT && *got->complaints)
        fprintf(out, "%s%.*s\n", indent, shown_bytes(got->complaints, 300),
                got->complaints);
    if (wrong < 0 && last > 0)
        fprintf(out,
                "%sThe cases before that are right, but an item that is "
                "stopped counts as 0.\n",
                indent);
    if (wrong < 0)
        return;
    fprintf(out, "%sAnd before that it was wrong:\n", indent);
    case_text(e, item, wrong, text_format("%s  ", indent), out);
}

void failure_text(const Exercise *e, int item, const char *indent, FILE *out)
{
    const Run *got = &e->learner.run[item];
    if (got->memory || got->ending != RETURNED)
        end_text(e, item, indent, out);
    else
        case_text(e, item, first_wrong(e, item, got->count), indent, out);
}
