// Throws random bytes at the reader of what a learner's program sends to the
// grader (libFuzzer): make fuzz.
//
// The first byte is the number of cases that the item has, and what follows is
// sent, up to a NUL; the rest is what the program said on stderr. Whatever the
// bytes are: nothing crashes; what is kept of them is printable; and a run that
// is written reads the same.
#define _XOPEN_SOURCE 700 // open_memstream
#include "grader/grader.h"
#include "mistake.h"
#include "bytes.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

// Lines and tabs are the grader's own.
static void check_shown(const char *text)
{
    for (; *text; text += *text != '\0') {
        size_t length = strcspn(text, "\t\n");
        for (size_t i = 0; i < length; i++)
            check((unsigned char)text[i] >= ' ' && text[i] != 0x7f,
                  "a character that steers: %s",
                  quote_bytes(text, length).chars);
        text += length;
    }
}

static void check_cases(const Run *run)
{
    check(run->count <= CASES_MOST, "%d cases", run->count);
    for (int i = 0; i < run->count; i++) {
        const Case *c = &run->cases[i];
        check_shown(c->given);
        check_shown(c->about);
        for (int k = 0; k < c->count; k++) {
            check_shown(c->answer[k].name);
            check_shown(c->answer[k].shape);
        }
    }
}

static void run_free(Run *run)
{
    for (int i = 0; i < run->count; i++) {
        for (int k = 0; k < run->cases[i].count; k++)
            free(run->cases[i].answer[k].number);
        free(run->cases[i].answer);
    }
    free(run->cases);
}

static char *written_new(const Run *run)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    check(file != NULL, "no memory");
    run_write(run, false, file);
    fclose(file);
    return text;
}

static void check_round_trip(const Run *run)
{
    Run again = {.ending = NOT_RUN};
    char *text = written_new(run), *read = text_new_copy(text), *at = read;
    run_read(&at, &again, NULL);
    check(run_equal(run, &again, 0), "written, it is another run:\n%s", text);
    char *twice = written_new(&again);
    check(strcmp(text, twice) == 0, "written twice:\n%s\n%s", text, twice);
    run_free(&again);
    free(twice);
    free(read);
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    Item item = {.cases = size > 0 ? bytes[0] % 4 : 0};
    Run run = {.ending = NOT_RUN};
    char *sent = memory_new(size + 2, 1);
    memcpy(sent, bytes + (size > 0), size - (size > 0));
    char *said = sent + strlen(sent) + 1;
    char *complaints = text_new_copy(said < sent + size ? said : "");
    run_take(0, sent, complaints, &item, &run);
    check_shown(run.complaints);
    check_cases(&run);
    check(run.ending == EXITED || run.count == item.cases, "%d cases of %d",
          run.count, item.cases);
    if (run.ending == RETURNED)
        check_round_trip(&run);
    run_free(&run);
    free(complaints);
    free(sent);
    return 0;
}
