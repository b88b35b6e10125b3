// The wall behind the filter: a file opens only beneath a granted directory.
#pragma once

#include "plan.h"

enum {
  // With less there is no rename between directories (Linux 5.19).
  LANDLOCK_ABI_LEAST = 2,
  // Truncation, TCP, devices, and last the scopes (Linux 6.12).
  LANDLOCK_ABI_WHOLE = 6,
};

// Of this kernel, at most LANDLOCK_ABI_WHOLE; ends the process if it is less than the least.
long landlock_abi(void);

// The outer layer, for broker and program alike, before they part: every right of every grant.
// Grants are where the plan has staged them.
// `processes` is /proc for the broker, which reads there if it tells of refusals, or -1.
void restrict_all_by_landlock(const struct plan *plan, int processes);

// The program's own layer: what it may do without the broker. Grants are at their numbers.
void restrict_by_landlock(const struct plan *plan);
