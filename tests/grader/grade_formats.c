// The report for other programs: JUnit's XML, TAP, and a row of points.
#define _POSIX_C_SOURCE 200809L // open_memstream
#include "grader.h"

#include <stdlib.h>
#include <string.h>

char *item_words(const Exercise *e, int item)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!e->started)
        fputs("Not started.\n", out);
    else if (e->trouble)
        trouble_text(e, "", out);
    else if (!item_passed(e, item))
        failure_text(e, item, "", out);
    if (e->diagnosis[item])
        fprintf(out, "Likely: %s\n", e->diagnosis[item]);
    fclose(out);
    return text;
}

FILE *open_or_stop(const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file) {
        perror(path);
        exit(2);
    }
    return file;
}

void close_or_stop(FILE *file, const char *path)
{
    if (ferror(file) || fclose(file) != 0) {
        fprintf(stderr, "grader: %s: could not be written\n", path);
        exit(2);
    }
}

double total_of(const Exercise *e, int count)
{
    double points = 0;
    for (int i = 0; i < count; i++)
        points += exercise_points(&e[i]);
    return points;
}

static void xml_text(FILE *file, const char *text)
{
    for (const char *c = text; *c; c++)
        switch (*c) {
        case '<':
            fputs("&lt;", file);
            break;
        case '>':
            fputs("&gt;", file);
            break;
        case '&':
            fputs("&amp;", file);
            break;
        case '"':
            fputs("&quot;", file);
            break;
        default:
            fputc(*c, file);
        }
}

static void junit_item(FILE *file, const Exercise *e, int i)
{
    fprintf(file, "    <testcase classname=\"%s\" name=\"", e->name);
    xml_text(file, e->item[i].title);
    if (item_passed(e, i)) {
        fputs("\"/>\n", file);
        return;
    }
    fprintf(file, "\">\n      <failure message=\"%s of %s points\">",
            points_text(item_points(e, i)), points_text(e->item[i].points));
    xml_text(file, item_words(e, i));
    fputs("</failure>\n    </testcase>\n", file);
}

void write_junit(const char *path, const Exercise *e, int count)
{
    FILE *file = open_or_stop(path);
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n", file);
    for (int k = 0; k < count; k++) {
        int failures = 0;
        for (int i = 0; i < e[k].items; i++)
            failures += !item_passed(&e[k], i);
        fputs("  <testsuite name=\"", file);
        xml_text(file, e[k].title);
        fprintf(file, "\" tests=\"%d\" failures=\"%d\">\n", e[k].items,
                failures);
        for (int i = 0; i < e[k].items; i++)
            junit_item(file, &e[k], i);
        fputs("  </testsuite>\n", file);
    }
    fputs("</testsuites>\n", file);
    close_or_stop(file, path);
}

void write_tap(const char *path, const Exercise *e, int count)
{
    FILE *file = open_or_stop(path);
    int number = 0;
    fputs("TAP version 13\n", file);
    for (int k = 0; k < count; k++)
        for (int i = 0; i < e[k].items; i++) {
            fprintf(file, "%s %d - %s %s (%s of %s points)\n",
                    item_passed(&e[k], i) ? "ok" : "not ok", ++number,
                    e[k].number, e[k].item[i].title,
                    points_text(item_points(&e[k], i)),
                    points_text(e[k].item[i].points));
            char *text = item_words(&e[k], i);
            for (char *line; (line = next_line(&text));)
                fprintf(file, "# %s\n", line);
        }
    fprintf(file, "1..%d\n", number);
    close_or_stop(file, path);
}

void write_points(const char *path, const Exercise *e, int count)
{
    FILE *file = open_or_stop(path);
    for (int k = 0; k < count; k++)
        fprintf(file, "%s,", points_text(exercise_points(&e[k])));
    fprintf(file, "%s\n", points_text(total_of(e, count)));
    close_or_stop(file, path);
}
