// The report for other programs: Gradescope's results.json, JUnit's XML, TAP.
#define _POSIX_C_SOURCE 200809L // open_memstream
#include "grader.h"

#include <stdlib.h>
#include <string.h>

// What stands behind an item that is not right; "" for one that is.
static char *words(const Exercise *e, int item)
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

static FILE *open_or_stop(const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file) {
        perror(path);
        exit(2);
    }
    return file;
}

static void close_or_stop(FILE *file, const char *path)
{
    if (ferror(file) | (fclose(file) != 0)) {
        fprintf(stderr, "grader: %s: could not be written\n", path);
        exit(2);
    }
}

static double total_of(const Exercise *e, int count)
{
    double points = 0;
    for (int i = 0; i < count; i++)
        points += exercise_points(&e[i]);
    return points;
}

// The texts are clean: UTF-8, no control characters but tab and newline.
static void json_text(FILE *file, const char *text)
{
    fputc('"', file);
    for (const char *c = text; *c; c++)
        if (*c == '\n' || *c == '\t')
            fputs(*c == '\n' ? "\\n" : "\\t", file);
        else
            fprintf(file, *c == '"' || *c == '\\' ? "\\%c" : "%c", *c);
    fputc('"', file);
}

static void json_item(FILE *file, const Exercise *e, int i)
{
    fprintf(file, "    {\"number\": \"%s.%d\", \"name\": ", e->number, i + 1);
    json_text(file, text_format("%s: %s", e->number, e->item[i].title));
    fprintf(file,
            ", \"score\": %.10g, \"max_score\": %d, \"status\": \"%s\", "
            "\"output_format\": \"text\", \"output\": ",
            item_points(e, i), e->item[i].points,
            item_passed(e, i) ? "passed" : "failed");
    json_text(file, words(e, i));
    fputc('}', file);
}

void write_json(const char *path, const Exercise *e, int count)
{
    FILE *file = open_or_stop(path);
    const char *comma = "";
    fprintf(file, "{\n  \"score\": %.10g,\n  \"tests\": [\n",
            total_of(e, count));
    for (int k = 0; k < count; k++)
        for (int i = 0; i < e[k].items; i++) {
            fputs(comma, file);
            json_item(file, &e[k], i);
            comma = ",\n";
        }
    fputs("\n  ]\n}\n", file);
    close_or_stop(file, path);
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
    fprintf(file, "\">\n      <failure message=\"%s of %d points\">",
            points_text(item_points(e, i)), e->item[i].points);
    xml_text(file, words(e, i));
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
            fprintf(file, "%s %d - %s %s (%s of %d points)\n",
                    item_passed(&e[k], i) ? "ok" : "not ok", ++number,
                    e[k].number, e[k].item[i].title,
                    points_text(item_points(&e[k], i)), e[k].item[i].points);
            char *text = words(&e[k], i);
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
