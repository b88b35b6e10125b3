/* Bytes from a descriptor. */
#ifndef SOURCE_H
#define SOURCE_H

#include <stddef.h>

enum { SOURCE_END = -1, SOURCE_FAILED = -2 };

struct source {
  int descriptor;
  size_t next;
  size_t end;
  unsigned char bytes[512];
};

/* The next byte, SOURCE_END, or SOURCE_FAILED with errno set. */
int source_next(struct source *source);

#endif
