/* Included twice over: each place is reported once. */
#ifndef HEADER_H
#define HEADER_H
#include <unistd.h>

static inline int exists(const char *name) {
  return access(name, F_OK) == 0; /* expect: access call forbidden */
}

#endif
