// Locks of files, where the program also holds what it may only read.
//
// A lock stalls whoever else wants one, so that it takes the authority to write: the open file must
// have been opened for writing, or lie where it could be. The filter sees a number only, and another thread may put another
// file there; so the broker takes the open file, judges it, and locks the very one that it judged.
#pragma once

#include <linux/fcntl.h>

#include "caller.h"

// One lock, or its release, on its way.
struct lock {
  int file;       // ours, the same open file as the program's
  int operation;  // of flock(2); -1: a record lock
  int waits;      // until nobody else has it
  int is_elsewhere;  // put on another open file of the program's, homes.h
  struct flock range;
};

// flock(2), or fcntl(2) with one of LOCK_CONTROLS. As carry_out in names.h, or REQUEST_WAITS.
long carry_out_lock(struct caller *caller);

// Once and at once: 0, a negative errno, -EAGAIN while somebody else has it.
long try_lock(const struct lock *lock);
