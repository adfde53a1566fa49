// WASI has no processes and no header for them. plot.c asks for one, to run
// gnuplot, and is told in page.c that there is none: the page draws itself.
#ifndef PAGE_WAIT_H
#define PAGE_WAIT_H

#include <stdio.h>
#include <sys/types.h>

#define WIFEXITED(status) ((status) >= 0)
#define WEXITSTATUS(status) (status)

pid_t fork(void);
pid_t waitpid(pid_t child, int *status, int options);
int dup2(int from, int to);
int execvp(const char *program, char *const *arguments);
FILE *tmpfile(void);
char *mkdtemp(char *path);

#endif
