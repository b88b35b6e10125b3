// Trying, right before the program starts, one forbidden act of each mechanism.
#pragma once

#include "plan.h"

// Before the filter, which would hide what lies behind it: no_new_privs, capabilities, Landlock.
void check_walls(const struct plan *plan);

// After the filter: the filter itself and the table.
void check_filter(uint64_t table);

// After the broker has begun to serve names: that it answers, and refuses.
void check_broker(void);
