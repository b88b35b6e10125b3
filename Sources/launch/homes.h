// Record locks of fcntl(2) belong to a process: two descriptors of one file that it opened twice are
// never in each other's way, and either sets and releases the same locks. SQLite counts on it. The
// broker cannot set locks for another process, but it can set those of an open file (F_OFD_SETLK); so
// all of a process's locks on a file are put on one open file of it, the first that one was set by.
//
// Only its number is remembered, and it is taken and judged each time: the broker keeps nothing open, so
// that closing it in the program, or the program's end, releases the locks as ever.
#pragma once

#include <stdint.h>

#include "caller.h"

struct home {
  uint64_t device, file;
  int number;  // the caller's
};

// The home of this open file's file; a new one is at the caller's own number. 0, ENOLCK if there are too
// many files, or another negative errno.
long find_home(struct caller *caller, int file, struct home **home);

// Whether the open file is of the home's file.
int is_home(const struct home *home, int file);

// Nothing is locked any more.
void forget_home(struct home *home);
