// The argument of one option; for cli.c.
#ifndef CLI_ARGUMENT_H
#define CLI_ARGUMENT_H

#include "program/cli.h"

// Reads the argument into the option's target; false if it is not what
// argument_expected() says in words.
bool argument_read(const CliOption *option, const char *text);
Error argument_expected(const CliOption *option);

// For --help: " N", " FILE", …, and what the target holds, "" for nothing.
const char *argument_name(const CliOption *option);
Error argument_default(const CliOption *option);

#endif
