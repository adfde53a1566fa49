// A file of C, cut into its tokens, with what the rules of mutate.c want to
// know of them. It knows of C what the solutions have.
#ifndef TOKENS_H
#define TOKENS_H

#include <stdbool.h>

enum { TOKENS_MOST = 6000, FUNCTIONS_MOST = 60, VARIABLES_MOST = 300 };

typedef enum Kind { NONE, NAME, NUMBER, TEXT, SIGN } Kind;

typedef struct Token {
    Kind kind;
    char *text;
    int at;       // where it stands in the file
    int partner;  // of a bracket
    int function; // whose body it stands in; -1: none
    int depth;    // of the braces around it
} Token;

typedef struct Function {
    char *name;
    char *type; // what it gives
    bool is_static;
    int first, last; // from its name to the end of its body
} Function;

// A parameter, a local, or (function -1) a constant of the file.
typedef struct Variable {
    char *name, *type;
    int stars, function, token;
    bool parameter, zero; // it begins as 0
} Variable;

extern Token token[TOKENS_MOST];
extern Function function[FUNCTIONS_MOST];
extern Variable variable[VARIABLES_MOST];
extern int tokens, functions, variables;
extern char *source;

char *text_of(const char *path); // NULL: there is no such file
void tokens_read(const char *path);

bool is(int i, const char *text);        // false also where there is no token
bool is_one_of(int i, const char *list); // a list as " + - "
bool is_type(int i);                     // a word of one
int variable_of(int i);                  // -1: none
bool is_declared_here(int i);

// syntax.c
bool is_binary(int i);
bool is_cast(int i); // does a cast begin here?
// Of the operator i: where its operands begin and end.
int operand_begin(int i);
int operand_end(int i);
int colon_of(int question);
int choice_begin(int question);
int choice_end(int colon);
int argument_end(int begin); // the comma or bracket behind it

// A statement ends in ';', and begins behind ; { } ) or else.
bool is_statement(int i); // does a simple one begin here?
bool is_declaration(int i);
int statement_begin(int i);
int statement_end(int i);
int body_end(int i);    // behind the statement, simple or not, that begins here
int loop_around(int i); // the innermost; -1: none
int assigned(int begin); // the name that the statement sets; -1: none

#endif
