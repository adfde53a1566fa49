// The report as JSON: Gradescope's results.json, and Classroom 50's result.json
// (schema classroom50/result/v1).
#define _POSIX_C_SOURCE 200809L
#include "grader.h"

#include "base.h"

#include <math.h>
#include <stdlib.h>
#include <time.h>

// The texts are clean: UTF-8, no control characters but tab and newline.
void json_text(FILE *file, const char *text)
{
    fputc('"', file);
    for (const char *c = text; *c; c++)
        if (*c == '\n' || *c == '\t')
            fputs(*c == '\n' ? "\\n" : "\\t", file);
        else
            fprintf(file, *c == '"' || *c == '\\' ? "\\%c" : "%c", *c);
    fputc('"', file);
}

static void json_item(FILE *file, const Exercise *e, int i,
                      const char *visibility)
{
    fprintf(file, "    {\"number\": \"%s.%d\", \"name\": ", e->number, i + 1);
    json_text(file, text_format("%s: %s", e->number, e->item[i].title));
    fprintf(file,
            ", \"score\": %.10g, \"max_score\": %.10g, \"status\": \"%s\", "
            "\"visibility\": \"%s\", \"output_format\": \"text\", \"output\": ",
            item_points(e, i), e->item[i].points,
            item_passed(e, i) ? "passed" : "failed", visibility);
    json_text(file, item_words(e, i));
    fputc('}', file);
}

void write_json(const char *path, const Exercise *e, int count,
                const char *notes, const char *visibility)
{
    FILE *file = open_or_stop(path);
    const char *comma = "";
    fprintf(file,
            "{\n  \"score\": %.10g,\n  \"output_format\": \"text\",\n"
            "  \"output\": ",
            total_of(e, count));
    json_text(file, notes);
    fputs(",\n  \"tests\": [\n", file);
    for (int k = 0; k < count; k++)
        for (int i = 0; i < e[k].items; i++) {
            fputs(comma, file);
            json_item(file, &e[k], i, visibility);
            comma = ",\n";
        }
    fputs("\n  ]\n}\n", file);
    close_or_stop(file, path);
}

// Of the identity Classroom 50 tells by the environment; outside it, any words.
static void json_identity(FILE *file)
{
    static const char *const part[][3] = {
        {"classroom", "CLASSROOM", "classroom"},
        {"assignment", "ASSIGNMENT", "kindling"},
        {"assignment_type", "ASSIGNMENT_TYPE", "individual"},
        {"owner", "OWNER", "nobody"},
        {"submission", "SUBMISSION_TAG", "submit/by-hand"},
        {"commit", "COMMIT_URL", "by hand"},
        {"release", "RELEASE_URL", "by hand"},
        {"review", "REVIEW_URL", "by hand"}};
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        const char *value = getenv(part[i][1]);
        fprintf(file, "  \"%s\": ", part[i][0]);
        json_text(file, value && *value ? text_clean(text_new_copy(value))
                                        : part[i][2]);
        fputs(",\n", file);
    }
}

// Whole points only: an item's are rounded down, and the sum is theirs.
static int whole(double points)
{
    return (int)floor(points + 1e-9);
}

void write_classroom50(const char *path, const Exercise *e, int count)
{
    FILE *file = open_or_stop(path);
    const char *comma = "";
    int score = 0, most = 0;
    char date[32];
    strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ",
             gmtime(&(time_t){time(NULL)}));
    fputs("{\n  \"schema\": \"classroom50/result/v1\",\n", file);
    json_identity(file);
    fprintf(file, "  \"datetime\": \"%s\",\n  \"tests\": [", date);
    for (int k = 0; k < count; k++)
        for (int i = 0; i < e[k].items; i++) {
            fprintf(file, "%s\n    {\"test-name\": ", comma);
            json_text(file,
                      text_format("%s: %s", e[k].number, e[k].item[i].title));
            fprintf(file, ", \"passed\": %s, \"score\": %d, \"max-score\": %d}",
                    item_passed(&e[k], i) ? "true" : "false",
                    whole(item_points(&e[k], i)), whole(e[k].item[i].points));
            score += whole(item_points(&e[k], i));
            most += whole(e[k].item[i].points);
            comma = ",";
        }
    fprintf(file, "\n  ],\n  \"score\": %d,\n  \"max-score\": %d\n}\n", score,
            most);
    close_or_stop(file, path);
}
