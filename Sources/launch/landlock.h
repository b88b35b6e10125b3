// The second wall: Landlock, whatever the filter lets through.
#pragma once

#include "plan.h"

// Restricts the process for good: opens beneath granted directories, no TCP, no signals and no
// abstract sockets to processes outside.
void restrict_by_landlock(const struct plan *plan);
