// A progress bar on stderr, if that is a terminal.
#ifndef PROGRESS_H
#define PROGRESS_H

// Draws "what 12 of 100 [###   ]", ten times a second at most, and not in the
// first half second after the first call. done == total wipes it away.
void progress_show(const char *what, int done, int total);
// Makes room for a line of text.
void progress_hide(void);

#endif
