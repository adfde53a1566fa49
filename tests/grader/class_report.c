// What the class got right and wrong, as one HTML page that needs nothing else.
// Names stand behind a click, so that the page can be shown to the class.
#define _POSIX_C_SOURCE 200809L
#include "class.h"

#include "base.h"

#include <stdlib.h>
#include <string.h>

enum { BINS = 10, MOST_FREQUENT = 15, SHORT = 40 };

typedef struct Page {
    FILE *out;
    const Class *class;
    Tally tally;
} Page;

static void text(const Page *p, const char *words)
{
    for (; *words; words++)
        if (strchr("<>&\"", *words))
            fprintf(p->out, "&#%d;", *words);
        else
            fputc(*words, p->out);
}

static const char *title_of(const Exercise *e)
{
    return strncmp(e->title, "Exercise ", 9) == 0 ? e->title + 9 : e->title;
}

static void names(const Page *p, const char *summary, const int *submission,
                  int count)
{
    fprintf(p->out, "<details><summary>%s</summary>", summary);
    for (int i = 0; i < count; i++) {
        fputs(i > 0 ? "; " : "", p->out);
        text(p, p->class->submission[submission[i]].name);
    }
    fputs("</details>", p->out);
}

static double most_of(const Class *c)
{
    double most = 0;
    for (int e = 0; e < c->course.count; e++)
        most += exercise_points_most(&c->exercise[e]);
    return most;
}

static void fact(const Page *p, const char *number, const char *words)
{
    fprintf(p->out, "<li><b>%s</b>%s</li>\n", number, words);
}

static void facts(const Page *p)
{
    const Tally *t = &p->tally;
    double sum = 0, most = most_of(p->class);
    int files = 0, n = t->graded;
    for (int i = 0; i < n; i++)
        sum += t->total[i];
    for (int e = 0; e < p->class->course.count; e++)
        files += t->exercise[e].handed_in;
    double median = n > 0 ? (t->total[(n - 1) / 2] + t->total[n / 2]) / 2 : 0;
    fputs("<ul class=\"facts\">\n", p->out);
    fact(p, text_format("%d", n), "submissions");
    fact(p, text_format("%d", files), "files");
    fact(p, text_format("%.1f", n > 0 ? sum / n : 0),
         text_format("of %s points on average", points_text(most)));
    fact(p, points_text(median), "points is the median");
    fputs("</ul>\n", p->out);
}

// How many have up to 10 %, up to 20 % … of the points.
static void totals(const Page *p)
{
    int count[BINS] = {0}, highest = 1;
    double most = most_of(p->class);
    for (int i = 0; i < p->tally.graded; i++) {
        int bin = (int)(BINS * p->tally.total[i] / most);
        bin = bin < BINS ? bin : BINS - 1;
        if (++count[bin] > highest)
            highest = count[bin];
    }
    fputs("<div class=\"totals\">\n", p->out);
    for (int i = 0; i < BINS; i++)
        fprintf(p->out,
                "<div>%d<i style=\"height:%d%%\"></i><span>%d</span>"
                "</div>\n",
                count[i], 70 * count[i] / highest, 100 * (i + 1) / BINS);
    fputs("</div>\n<p class=\"soft\">How many have up to so many per cent of "
          "the points.</p>\n",
          p->out);
}

// What is to be said of a mistake that has no sentence of its own.
static const char *words_of(const Mistake *m)
{
    static const char *const words[][2] = {
        {"crashed", "It crashes."},
        {"endless", "It does not end in time."},
        {"forbidden", "It tries what an exercise must not do."},
        {"ended", "It ends before it has answered."},
        {"wrong", "Wrong, in a way that is not recognised."},
        {"trouble", "It could not be built: "}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(m->what, words[i][0]) == 0)
            return words[i][1];
    return "";
}

static void mistake(const Page *p, const Mistake *m, bool with_exercise)
{
    const Exercise *e = &p->class->exercise[m->exercise];
    fprintf(p->out, "<li><span class=\"count\">%d</span><div><p>%s", m->count,
            words_of(m));
    text(p, m->sentence);
    fputs("</p><p class=\"soft\">", p->out);
    if (m->item >= 0)
        text(p, e->item[m->item].title);
    if (with_exercise) {
        fprintf(p->out, ", in <a href=\"#ex-%s\">", e->number);
        text(p, title_of(e));
        fprintf(p->out, "</a> (handed in by %d)",
                p->tally.exercise[m->exercise].handed_in);
    }
    fputs("</p>", p->out);
    names(p, "who", m->submission, m->count);
    fputs("</div></li>\n", p->out);
}

static void frequent(const Page *p)
{
    int shown = 0;
    fputs("<h2>The mistakes, by frequency</h2>\n<ul class=\"list\">\n", p->out);
    for (int i = 0; i < p->tally.mistakes && shown < MOST_FREQUENT; i++)
        if (strcmp(p->tally.mistake[i].what, "named") == 0) {
            mistake(p, &p->tally.mistake[i], true);
            shown++;
        }
    fputs("</ul>\n", p->out);
    if (shown == 0)
        fputs("<p>Nobody made a mistake that has a name.</p>\n", p->out);
}

static void item(const Page *p, const Exercise *e, const ExerciseTally *t,
                 int i)
{
    int right = t->right[i], partly = t->partly[i], all = t->handed_in;
    fputs("<div class=\"item\"><span>", p->out);
    text(p, e->item[i].title);
    fprintf(p->out,
            " <small>(%s point%s)</small></span><span class=\"bar\"><span "
            "class=\"r\" style=\"width:%.1f%%\"></span><span class=\"p\" "
            "style=\"width:%.1f%%\"></span></span><small>%d right",
            points_text(e->item[i].points), e->item[i].points == 1 ? "" : "s",
            100.0 * right / all, 100.0 * partly / all, right);
    if (partly > 0)
        fprintf(p->out, ", %d in part", partly);
    fprintf(p->out, ", %d not</small></div>\n", all - right - partly);
}

static void exercise(const Page *p, int number)
{
    const Exercise *e = &p->class->exercise[number];
    const ExerciseTally *t = &p->tally.exercise[number];
    fprintf(p->out, "<section id=\"ex-%s\"><h3>", e->number);
    text(p, title_of(e));
    fprintf(p->out,
            "</h3><p class=\"soft\">%d handed it in, %d with all points; on "
            "average %s of %s.</p>\n",
            t->handed_in, t->full, points_text(t->points / t->handed_in),
            points_text(exercise_points_most(e)));
    for (int i = 0; i < e->items; i++)
        item(p, e, t, i);
    fputs("<ul class=\"list\">\n", p->out);
    for (int i = 0; i < p->tally.mistakes; i++)
        if (p->tally.mistake[i].exercise == number)
            mistake(p, &p->tally.mistake[i], false);
    fputs("</ul></section>\n", p->out);
}

static void exercises(const Page *p)
{
    const Class *c = p->class;
    const char *comma = "";
    fputs("<h2>Exercise by exercise</h2>\n", p->out);
    for (int e = 0; e < c->course.count; e++)
        if (p->tally.exercise[e].handed_in > 0)
            exercise(p, e);
    for (int e = 0; e < c->course.count; e++)
        if (p->tally.exercise[e].handed_in == 0) {
            fprintf(p->out, "%s%s",
                    *comma ? comma
                           : "<p class=\"soft\">"
                             "Nobody handed in ",
                    c->exercise[e].number);
            comma = ", ";
        }
    fputs(*comma ? ".</p>\n" : "", p->out);
}

static void alike(const Page *p)
{
    Alike *group;
    int count = alike_find(p->class, &group);
    fputs(
        "<h2>Files that are alike</h2>\n<p class=\"soft\">A reason to look, no "
        "proof: who has little to write often writes the same. What the "
        "statement, the solution or a quarter of the class has too does not "
        "count, unless the files are equal to the byte.</p>\n"
        "<ul class=\"list\">\n",
        p->out);
    for (int i = 0; i < count; i++) {
        const Exercise *e = &p->class->exercise[group[i].exercise];
        fprintf(p->out, "<li><span class=\"count\">%d</span><div><p>",
                group[i].count);
        text(p, title_of(e));
        fprintf(p->out,
                " <span class=\"tag\">%s</span></p><p class=\"soft\">about %d "
                "tokens of their own%s</p>",
                group[i].solution    ? "the solution of the course"
                : group[i].identical ? "equal to the byte"
                                     : "nearly the same",
                group[i].tokens,
                group[i].tokens < SHORT ? ": short, it may be chance" : "");
        names(p, "whose", group[i].submission, group[i].count);
        fputs("</div></li>\n", p->out);
    }
    fputs("</ul>\n", p->out);
    if (count == 0)
        fputs("<p>None.</p>\n", p->out);
}

static void page(const Page *p)
{
    char *css = file_read("tests/grader/class.css");
    fprintf(p->out,
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
            "<meta name=\"viewport\" content=\"width=device-width, "
            "initial-scale=1\">\n<title>What the class got wrong</title>\n"
            "<style>\n%s</style>\n<main>\n<h1>What the class got wrong</h1>\n",
            css ? css : "");
    facts(p);
    totals(p);
    frequent(p);
    exercises(p);
    alike(p);
    fputs("<footer>A mistake counts once for each submission and exercise, in "
          "however many items it shows. The points are those of the table.\n"
          "</footer>\n</main>\n</html>\n",
          p->out);
}

bool class_report(Class *c, const char *path)
{
    if (!class_read(c))
        return false;
    Page p = {open_or_stop(path), c, tally(c)};
    page(&p);
    close_or_stop(p.out, path);
    printf("What %d submissions got wrong is in %s.\n", p.tally.graded, path);
    return true;
}
