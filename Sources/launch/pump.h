// Copying between descriptors that only the broker holds: a log is a pipe to the program, and only
// the broker has the file, so that nothing but an append is possible.
#pragma once

#include <linux/poll.h>

#include "plan.h"

struct pump {
  int source;  // -1 once it has ended
  int target;
};

struct pumps {
  uint32_t count;
  struct pump pump[PLAN_PUMP_LIMIT];
};

// Fills in what the broker's ppoll waits for.
void watch_pumps(const struct pumps *pumps, struct pollfd *waiting);

// Copies what has arrived.
void run_pumps(struct pumps *pumps, const struct pollfd *waiting);

// After the program's end: copies what is left.
void drain_pumps(struct pumps *pumps);
