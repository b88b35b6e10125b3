/* Counts what can be read from a descriptor. */
#ifndef TALLY_H
#define TALLY_H

/* The number of words, or -1 with errno set. */
long tally_words(int descriptor);

#endif
