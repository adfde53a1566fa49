// Long lines, wrapped for a terminal: what the learner is shown goes through
// here. The lines that follow begin where the text of the first one did, behind
// its label:
//
//       Likely:   The loss is the sum of the squares: divide it by the number
//                 of rows.
#include "grader.h"

#include <string.h>

enum { WIDTH = 80, LABEL_WIDEST = 18 };

// The codes of colours that stand here take no room.
static int code_bytes(const char *text)
{
    int bytes = 0;
    while (text[bytes] == '\033') {
        bytes += (int)strcspn(text + bytes, "m");
        bytes += text[bytes] == 'm';
    }
    return bytes;
}

// Behind the next letter in UTF-8 and the codes before it.
static const char *next_column(const char *text)
{
    text += code_bytes(text);
    text += *text != '\0';
    while (((unsigned char)*text & 0xc0) == 0x80)
        text++;
    return text;
}

int text_columns(const char *text)
{
    int columns = 0;
    for (; text[code_bytes(text)]; text = next_column(text))
        columns++;
    return columns;
}

// In which column stands what is behind the label, that is, behind the last gap
// of two blanks near the beginning? *text is its place.
static int hanging_indent(const char *line, const char **text)
{
    int indent = 0, blanks = 2;
    *text = line;
    for (int column = 0; *line && column <= LABEL_WIDEST; column++) {
        line += code_bytes(line);
        if (*line != ' ' && blanks >= 2) {
            indent = column;
            *text = line;
        }
        blanks = *line == ' ' ? blanks + 1 : 0;
        line = next_column(line);
    }
    return indent;
}

// The last blank that has at most so many columns before it; else the first
// one; NULL: there is none.
static const char *break_of(const char *text, int columns)
{
    const char *found = NULL, *at = text;
    for (int k = 0; *at && (k <= columns || !found); k++) {
        if (*at == ' ' && at > text && at[-1] != ' ')
            found = at;
        at = next_column(at);
    }
    return found;
}

static void wrap_line(const char *line, FILE *out)
{
    const char *text;
    int indent = hanging_indent(line, &text), before = 0;
    while (before + text_columns(line) > WIDTH) {
        const char *end = break_of(text, WIDTH - indent);
        if (!end)
            break;
        fprintf(out, "%*s%.*s\n", before, "", (int)(end - line), line);
        line = text = end + strspn(end, " ");
        before = indent;
    }
    fprintf(out, "%*s%s", before, "", line);
}

void wrap_text(const char *text, FILE *out)
{
    while (*text) {
        int length = (int)strcspn(text, "\n");
        wrap_line(text_format("%.*s", length, text), out);
        text += length;
        if (*text == '\n')
            fputc(*text++, out);
    }
}
