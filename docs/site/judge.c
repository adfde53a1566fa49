// The grader in a page: judge EXERCISE FILE reads what the page's worker has
// brought of each item, and writes the report.
//
//     answers.txt       the recorded answers
//     learner.log       what the compiler says; there is no item then
//     ITEM.end          how it ended: 0, an exit status, 128 + a signal, or -1
//     ITEM.sent, ITEM.said, ITEM.lines
//                       its answers, its stderr, and where it was stopped
//     results.json      the report, as make grade writes it
#include "grader.h"

#include "base.h"

#include <stdlib.h>
#include <string.h>

void exercise_count(Exercise *e)
{
    memset(e->passed, 0, sizeof e->passed);
    for (int i = 0; i < e->items; i++)
        for (int k = 0; k < e->item[i].cases; k++)
            e->passed[i] += case_passed(e, i, k);
}

static char *brought(const char *item, const char *what)
{
    char *text = file_read(text_format("%s.%s", item, what));
    return text ? text : text_new_copy("");
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    Exercise e = exercise_of(argv[1], file_read("answers.txt"));
    e.started = true;
    e.source = file_read(argv[2]);
    e.log = text_clean(brought("learner", "log"));
    if (*brought(e.item[0].name, "end") == '\0')
        e.trouble = e.log;
    for (int i = 0; i < e.items && !e.trouble; i++) {
        const char *name = e.item[i].name;
        Run *run = &e.learner.run[i];
        run_take(atoi(brought(name, "end")), brought(name, "sent"),
                 brought(name, "said"), &e.item[i], run);
        run_memory(run, argv[2], text_clean(brought(name, "lines")), "");
    }
    if (!e.trouble) {
        exercise_count(&e);
        diagnose(&e, NULL);
    }
    write_json("results.json", &e, 1, "", "visible");
    return 0;
}
