// The wall behind the filter: a file opens only beneath a granted directory.
#pragma once

#include "plan.h"

// The outer layer, for broker and program alike, before they part: every right of every grant.
// Grants are where the plan has staged them.
// `processes` is /proc if the broker is to read there, otherwise -1.
void restrict_all_by_landlock(const struct plan *plan, int processes);

// The program's own layer: what it may do without the broker. Grants are at their numbers.
void restrict_by_landlock(const struct plan *plan);
