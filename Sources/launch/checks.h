// Trying, right before the program starts, one forbidden act of each mechanism.
#pragma once

#include "mounts.h"
#include "plan.h"

// Before the filter, which would hide what lies behind it: no_new_privs, capabilities, read-only
// mounts, Landlock.
void check_walls(const struct plan *plan, const struct mounts *mounts);

// After the filter: the filter itself.
void check_filter(void);

// The table, or the broker in its place.
void check_table(uint64_t table);
void check_brokered(uint64_t table);

// After the broker has begun to serve names: that it answers, and refuses.
void check_broker(void);

// Where the broker judges locks: that it refuses one of what is not open for writing.
void check_locks(const struct plan *plan);
