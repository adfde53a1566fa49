// The tables of check_csv.c: what a file holds, and what must come of it.
#ifndef CSV_CASES_H
#define CSV_CASES_H

#include <stddef.h>

// A literal and its size: it may hold zero bytes.
#define BYTES(literal) literal, sizeof literal - 1

// clang-format off

// A text and the table it is: the header, then "line:" and the fields of each
// row; "|" ends a field.
static const struct {
    const char *text, *table;
} good[] = {
    // the examples of RFC 4180, section 2, with a second line where one lacks
    {"aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", "aaa|bbb|ccc|2:zzz|yyy|xxx|"},
    {"aaa,bbb,ccc\r\nzzz,yyy,xxx", "aaa|bbb|ccc|2:zzz|yyy|xxx|"},
    {"field_name,field_name\r\naaa,bbb\r\nzzz,yyy\r\n",
     "field_name|field_name|2:aaa|bbb|3:zzz|yyy|"},
    {"\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx", "aaa|bbb|ccc|2:zzz|yyy|xxx|"},
    {"\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx",
     "aaa|b\r\nbb|ccc|3:zzz|yyy|xxx|"},
    {"h,h,h\n\"aaa\",\"b\"\"bb\",\"ccc\"", "h|h|h|2:aaa|b\"bb|ccc|"},
    // line ends
    {"a,b\n1,2\n", "a|b|2:1|2|"},
    {"a,b\r\n1,2\n3,4\r\n", "a|b|2:1|2|3:3|4|"},
    // a byte order mark, also before a quote
    {"\xEF\xBB\xBF\"a\",b\n1,2\n", "a|b|2:1|2|"},
    {"\xEF\xBB\xBFz,b\n1,2\n", "z|b|2:1|2|"},
    // empty lines anywhere; lines are still counted
    {"\n\r\n \t\na,b\n\n1,2\n\n  \n3,4\n\n", "a|b|6:1|2|9:3|4|"},
    // empty fields, in quotes or not
    {"a,b,c\n,,\n\"\",1,\n", "a|b|c|2:|||3:|1||"},
    {",\n,", "||2:||"},
    // blanks around fields, in quotes and not
    {" a ,\tb\t\n 1 2 , \" 3 \" \n", "a|b|2:1 2| 3 |"},
    {"a,b\n1, \n", "a|b|2:1||"},
    // quotes hold commas, line ends, quotes, a single CR
    {"a,b\n\"1,5\",\"x\ny\"\n3,4\n", "a|b|2:1,5|x\ny|4:3|4|"},
    {"a,b\n\"\"\"\",\"\"\"\"\"\"\n", "a|b|2:\"|\"\"|"},
    {"a,b\n\"x\ry\",\"\"\"\n\"\"\"\n3,4", "a|b|2:x\ry|\"\n\"|4:3|4|"},
    // a spreadsheet says what separates the columns
    {"sep=;\r\na;b\n1,5;\"x;y\"\n", "a|b|3:1,5|x;y|"},
    {"sep=,\na,b\n1,2\n", "a|b|3:1|2|"},
    {"sep=\t\na\tb\n\t 2 \n", "a|b|3:|2|"},
    // and what only looks so
    {"sep=\n1\n", "sep=|2:1|"},
    {"sep=xy\n1\n", "sep=xy|2:1|"},
    // a single column; an empty field in quotes is no empty line
    {"a\n1\n\n\"\"\n", "a|2:1|4:|"},
    // bytes beyond ASCII, and odd ones, are text
    {"\xC3\xA9,b\n\x01\x7F\xFF,\f2\n", "\xC3\xA9|b|2:\x01\x7F\xFF|\f2|"},
};

static const struct {
    const char *text;
    double number;
} numbers[] = {
    {"0", 0}, {"5", 5}, {"5.", 5}, {".5", 0.5}, {"+5.25", 5.25}, {"-5", -5},
    {"007", 7}, {"5e3", 5000}, {"5E+3", 5000}, {"5.e-1", 0.5}, {".5e1", 5},
    {"0.1", 0.1}, {"-0.30000000000000004", -0.30000000000000004},
    {"1e-999", 0}, {"-1e-999999999999999999999", 0}, {"4.9e-324", 4.9e-324},
    {"3.4028234663852886e38", 3.4028234663852886e38}, // FLT_MAX
    {"-3.4028235e38", -3.4028235e38}, // as NumPy prints -FLT_MAX
    {"0e99999999999999999999", 0}, {"\"1.5\"", 1.5}, {" 1.5\t", 1.5},
};

static const char *const not_numbers[] = {
    "", "abc", "nan", "NaN", "nan(123)", "-nan", "inf", "-inf", "Infinity",
    "0x10", "0x1.8p1", "1p3", "1.5.2", "5.1abc", "5.1 2", ".", "+", "-", "+.",
    "e5", ".e5", "1e", "1e+", "1e-", "--1", "+-1", "- 1", "1e5.0", "1 e5",
    "1e 5", "1_000", "1'000", "1d5", "5f", "1-2", "NA", "?", "%n", "1;5",
};

// Labels in the order of rows, the names of the classes, the class of each row.
static const struct {
    const char *labels[5], *names[6];
    int label[5];
} labellings[] = {
    {{"b", "a", "b", "a", "b"}, {"a", "b"}, {1, 0, 1, 0, 1}},
    {{"10", "9", "-1", "+3", "9"}, {"-1", "+3", "9", "10"}, {3, 2, 0, 1, 2}},
    {{"1", "01", "2", "+1", "001"}, {"1", "2"}, {0, 0, 1, 0, 0}},
    {{"2", "01", "1", "2", "1"}, {"01", "2"}, {1, 0, 0, 1, 0}},
    {{"1", "-0", "0", "+0", "1"}, {"-0", "1"}, {1, 0, 0, 0, 1}},
    // 2^32 must not become 0, and 18 digits must not wrap around
    {{"4294967296", "0", "0", "4294967297", "1"},
     {"0", "1", "4294967296", "4294967297"}, {2, 0, 0, 3, 1}},
    {{"999999999999999999", "-999999999999999999", "5", "05", "5"},
     {"-999999999999999999", "5", "999999999999999999"}, {2, 0, 1, 1, 1}},
    // with 19 digits or more all labels are text, as with one that is no number
    {{"18446744073709551616", "0", "9", "09", "0"},
     {"0", "09", "18446744073709551616", "9"}, {2, 0, 3, 1, 0}},
    {{"0000000000000000001", "1", "1", "1", "1"},
     {"0000000000000000001", "1"}, {0, 1, 1, 1, 1}},
    // numbers that are not all whole, too, are numbered by value
    {{"10.0", "2.0", "1.0", "1", "2"}, {"1.0", "2.0", "10.0"}, {2, 1, 0, 0, 1}},
    {{"1e1", "9", "-.5", "1", "9"}, {"-.5", "1", "9", "1e1"}, {3, 2, 0, 1, 2}},
    {{"1.5", "2", "10", "9007199254740993", "2"},
     {"1.5", "10", "2", "9007199254740993"}, {0, 2, 1, 3, 2}},
    {{"10", "9", "-", "+", "9"}, {"+", "-", "10", "9"}, {2, 3, 1, 0, 3}},
    // bytes are unsigned, capitals come first, a prefix comes first
    {{"a", "B", "ab", "\xC3\xA9", "Z"}, {"B", "Z", "a", "ab", "\xC3\xA9"},
     {2, 0, 3, 4, 1}},
};

// Refused by both readers.
#define INSIDE "a quote inside an unquoted field"
#define BEHIND "text after the closing quote"
#define OPEN "this quote is never closed"
#define CR "a carriage return without LF: of an old Mac?"
#define ZERO "a zero byte: no text, or UTF-16"
static const struct {
    const char *bytes;
    size_t size;
    const char *message;
} malformed[] = {
    {BYTES(""), "data.csv: the file is empty"},
    {BYTES("\xEF\xBB\xBF"), "data.csv: the file is empty"},
    {BYTES("\n\r\n  \t\n \n"), "data.csv: the file is empty"},
    {BYTES("a,b"), "data.csv: a header line, but no rows"},
    {BYTES("a,b\r\n\r\n\n"), "data.csv: a header line, but no rows"},
    {BYTES("\"a\n\",b\n"), "data.csv: a header line, but no rows"},
    {BYTES("a,b,c,d,e\n1,2,3\n"), "data.csv:2: 5 fields expected, 3 found"},
    {BYTES("a,b\n1,2,3\n"),
     "data.csv:2: 2 fields expected, 3 found: does the first column have no "
     "name?"},
    {BYTES("a,b\n1,2\n1,2,3\n"), "data.csv:3: 2 fields expected, 3 found"},
    {BYTES("sep="), "data.csv: a header line, but no rows"},
    {BYTES("a,b\n1,2\nof,all,of\n"),
     "data.csv:3: 2 fields expected, 3 found"},
    {BYTES("sep=;\na;b;c\n1;2;3;4;5\n"),
     "data.csv:3: 3 fields expected, 5 found"},
    {BYTES("a,b\n1,2\n1\n1,2\n"), "data.csv:3: 2 fields expected, 1 found"},
    {BYTES("a,b\n1,2\nof 2020\n1,2\n"),
     "data.csv:3: 2 fields expected, 1 found"},
    {BYTES("a,b,c\n1,2,3\n0,5,1,5,3\n"),
     "data.csv:3: 3 fields expected, 5 found: do the numbers have decimal "
     "commas?"},
    {BYTES("a,b\n1,2,\n"),
     "data.csv:2: 2 fields expected, 3 found: a separator at the end of the "
     "line?"},
    {BYTES("a,b,c\n1,2,3\n\nof 2020\n"),
     "data.csv:4: 3 fields expected, 1 found: a note below the table?"},
    {BYTES("\"a\";\"b\"\n1;2\n"),
     "data.csv:1: the columns are separated by semicolons (separator "
     "semicolon)"},
    {BYTES("\na\tb\n1\t2\n"),
     "data.csv:2: the columns are separated by tabs (separator tab)"},
    {BYTES("sep=;\na,b\n1,2\n"),
     "data.csv:2: the columns are separated by commas (separator comma)"},
    {BYTES("a,b\n1,2\n\n3"), "data.csv:4: 2 fields expected, 1 found"},
    {BYTES("title\na,b\n"), 
     "data.csv:2: 1 field expected, 2 found: is there a line above the "
     "header?"},
    {BYTES("a,b\n\"1\n1\"\n2,2\n"), "data.csv:2: 2 fields expected, 1 found"},
    {BYTES("a,b\n1,\"1\n1\"\n3\n"), "data.csv:4: 2 fields expected, 1 found"},
    {BYTES("a,b\n1,\"2\n3,4\n5,6\n"), "data.csv:2: column 2: " OPEN},
    {BYTES("a,b\n1,2\n\"x\n\",\"\n"), "data.csv:4: column 2: " OPEN},
    {BYTES("\"a,b\n1,2\n"), "data.csv:1: column 1: " OPEN},
    {BYTES("a,b\n1,\""), "data.csv:2: column 2: " OPEN},
    {BYTES("a,b\n1,\"\"\""), "data.csv:2: column 2: " OPEN},
    {BYTES("a,b\n1,\"x\"\"\n"), "data.csv:2: column 2: " OPEN},
    {BYTES("a,b\n\"x\"y,2\n"), "data.csv:2: column 1: " BEHIND},
    {BYTES("a,b\n1,\"x\" y\n"), "data.csv:2: column 2: " BEHIND},
    {BYTES("a,b\n1,\"x\" \"y\"\n"), "data.csv:2: column 2: " BEHIND},
    {BYTES("a,b\n\"x\n\"y,2\n"), "data.csv:3: column 1: " BEHIND},
    {BYTES("\"a\"b,c\n1,2\n"), "data.csv:1: column 1: " BEHIND},
    {BYTES("a,b\n5\" disk,2\n"), "data.csv:2: column 1: " INSIDE},
    {BYTES("a,b\n1,x\"\"\n"), "data.csv:2: column 2: " INSIDE},
    {BYTES("a,b\"\n1,2\n"), "data.csv:1: column 2: " INSIDE},
    {BYTES("a,b\r1,2\r"), "data.csv:1: column 2: " CR},
    {BYTES("a,b\n1\r,2\n"), "data.csv:2: column 1: " CR},
    {BYTES("a,b\n1,2\r\r\n"), "data.csv:2: column 2: " CR},
    {BYTES("a,b\n1,2\r"), "data.csv:2: column 2: " CR},
    {BYTES("a,b\n1,\"2\"\rx\n"), "data.csv:2: column 2: " CR},
    {BYTES("a,b\n\r1,2\n"), "data.csv:2: column 1: " CR},
    {BYTES("\ra,b\n1,2\n"), "data.csv:1: column 1: " CR},
    {BYTES("a,b\n1,2\0\n"), "data.csv:2: " ZERO},
    {BYTES("\0"), "data.csv:1: " ZERO},
    {BYTES("a,b\n1,\"x\n\0\"\n"), "data.csv:3: " ZERO},
    {BYTES("a,b\n1,2\n\0"), "data.csv:3: " ZERO},
    {BYTES("\xFF\xFEz\0,\0b\0\n\0"), "data.csv:1: " ZERO},
};

// Good for csv_open, but these are no features and labels.
#define NINETY "123456789 123456789 123456789 123456789 123456789 " \
               "123456789 123456789 123456789 123456789 "
#define DATA "line 1 looks like data: a header line is expected"
#define LARGE "is too large for a float"
static const struct {
    const char *text, *message;
} unlabelled[] = {
    {"petal_length\n1\n2\n", "data.csv: only one column: no commas?"},
    {"5.1,3.5,setosa\n4.9,3.0,setosa\n", "data.csv: " DATA},
    {"1,2\n3,4\n5,6\n", "data.csv: " DATA},
    {"a,b,y\n1,2,x\n1,u,z\n",
     "data.csv:3: column 2 (b): \"u\" is not a number"},
    {"1,b,y\n,2,x\n1,1,z\n",
     "data.csv:2: column 1 (1): \"\" is not a number: a missing value?"},
    {"b,y\nNA,x\n1,z\n",
     "data.csv:2: column 1 (b): \"NA\" is not a number: a missing value?"},
    {"b,y\n1O,x\n1,z\n", "data.csv:2: column 1 (b): \"1O\" is not a number"},
    {"a,y\n\"1\n\",x\n",
     "data.csv:2: column 1 (a): \"1\\x0a\" is not a number"},
    {"a,y\n\"1,5\",x\n", "data.csv:2: column 1 (a): \"1,5\" is not a number: a "
                         "decimal comma?"},
    {"a,b,y,\n1,2,x,\n3,4,y,\n",
     "data.csv: column 4 is empty and has no name: a separator at the end of "
     "each line? (drop 4)"},
    {"a,y\n\" 5\",x\n", "data.csv:2: column 1 (a): \" 5\" is not a number"},
    {"a,y\n\f5,x\n", "data.csv:2: column 1 (a): \"\\x0c5\" is not a number"},
    {"a,y\n5\v,x\n", "data.csv:2: column 1 (a): \"5\\x0b\" is not a number"},
    {"a,y\n1,x\n1e39,z\n", "data.csv:3: column 1 (a): \"1e39\" " LARGE},
    {"a,y\n-1e39,z\n", "data.csv:2: column 1 (a): \"-1e39\" " LARGE},
    {"a,y\n1e999,z\n", "data.csv:2: column 1 (a): \"1e999\" " LARGE},
    {"a,y\n3.4028236e38,x\n", // NumPy: np.float32("3.4028236e38") is inf
     "data.csv:2: column 1 (a): \"3.4028236e38\" " LARGE},
    {"a,y\n1,x\n\n2,\n", "data.csv:4: column 2 (y): \"\" is not a label"},
    {"a,y\n1,\"\"\n", "data.csv:2: column 2 (y): \"\" is not a label"},
    {"a,y\n1, \t\nx,z\n", "data.csv:2: column 2 (y): \"\" is not a label"},
    {"a,y\n1,x\n2,x\n", "data.csv: every row has the same label"},
    {"a,y\n1,1\n2,01", "data.csv: every row has the same label"},
    // what is quoted cannot harm the terminal or fill the screen
    {"%s%n,y\n%s%n,x\n",
     "data.csv:2: column 1 (%s%n): \"%s%n\" is not a number"},
    {"\x1B[2J,y\n\xE2\x80\xAE,x\n",
     "data.csv:2: column 1 (\\x1b[2J): \"\\xe2\\x80\\xae\" is not a number"},
    {"\"a\"\"b\\\",y\n\"\x7F\"\"\",x\n",
     "data.csv:2: column 1 (a\"b\\): \"\\x7f\"\" is not a number"},
    {"x" NINETY "a23456789 a23456789 a23456789b,y\nx,x\n1,y\n",
     "data.csv:2: column 1 (..." NINETY "a23456789 a23456789 a23456789b): "
     "\"x\" is not a number: is it the label? (label 1)"},
};

// clang-format on

#endif
