// What nothing tells from the solution. Of the mistakes that rules have made,
// survivors.txt has the sentences of those that answer everything as the
// solution does. Each is to be excused by a reason: in the exercise's file
// survivors, or in tests/grader/survivors.txt, which is for all:
//
//     A loss is never negative.
//         only the size is given, without the sign (in mse, *)
//
// A line with blanks before it is a sentence, without its first words and its
// full stop; * stands for anything. What is not excused needs a case, and so
// does an excuse of the exercise that nothing needs: it is out of date.
#include "grader.h"

#include <string.h>

static bool fits(const char *pattern, const char *text)
{
    if (*pattern != '*')
        return *pattern == *text &&
               (*text == '\0' || fits(pattern + 1, text + 1));
    return fits(pattern + 1, text) ||
           (*text != '\0' && fits(pattern, text + 1));
}

// "It looks as if ….": only what stands between.
static char *core_of(char *sentence)
{
    static const char begin[] = "It looks as if ";
    size_t length = strlen(sentence);
    if (length > 0 && sentence[length - 1] == '.')
        sentence[length - 1] = '\0';
    return strncmp(sentence, begin, strlen(begin)) == 0
               ? sentence + strlen(begin)
               : sentence;
}

// Is any of the survivors excused by this pattern? It marks them.
static bool excuse(const char *pattern, int count, char **survivor,
                   bool *excused)
{
    bool needed = false;
    for (int i = 0; i < count; i++)
        if (fits(pattern, survivor[i]))
            needed = excused[i] = true;
    return needed;
}

// Takes the excuses of a file; how many of its lines are wrong.
static int excuses(const char *path, bool own, int count, char **survivor,
                   bool *excused, FILE *out)
{
    char *text = file_read(path);
    bool reason = false;
    int faults = 0;
    for (char *line; text && (line = next_line(&text));) {
        const char *pattern = line + strspn(line, " ");
        reason = *line != '\0' && (reason || *line != ' ');
        if (*line != ' ')
            continue;
        bool needed = excuse(pattern, count, survivor, excused);
        if (!reason || (own && !needed)) {
            fprintf(out, "%s: %s: %s\n", path, pattern,
                    reason ? "nothing needs that" : "no reason is given");
            faults++;
        }
    }
    return faults;
}

int survivors_check(const Places *places, const Exercise *e, FILE *out)
{
    enum { SURVIVORS_MOST = 500 };
    char *own = text_format("tests/exercises/%s/survivors", e->name);
    char *text =
        file_read(text_format("%s/%s/survivors.txt", places->build, e->name));
    char *survivor[SURVIVORS_MOST];
    bool excused[SURVIVORS_MOST] = {false};
    int count = 0, faults = text == NULL;
    for (char *line;
         text && count < SURVIVORS_MOST && (line = next_line(&text));)
        survivor[count++] = core_of(line);
    faults += excuses(own, true, count, survivor, excused, out);
    faults += excuses("tests/grader/survivors.txt", false, count, survivor,
                      excused, out);
    for (int i = 0; i < count; i++)
        if (!excused[i]) {
            fprintf(out, "%s: has full marks: %s\n", e->name, survivor[i]);
            faults++;
        }
    return faults;
}
