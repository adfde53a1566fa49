// Work in pieces, which several threads do at once if KINDLING_THREADS says so.
#ifndef PARALLEL_H
#define PARALLEL_H

#define in_threads kindling_in_threads

// Does first … past - 1 of the work.
typedef void Work(void *context, int first, int past);

// Does 0 … count - 1 in pieces, cut at multiples of unit, with as many threads
// as the environment's KINDLING_THREADS says: 1 if it is not set, and then in
// one piece, and at most 64. What it says must be a number, or the program ends
// with a line on stderr and 1.
void in_threads(int count, int unit, Work *work, void *context);

#endif
