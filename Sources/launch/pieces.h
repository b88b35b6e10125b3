// Which pieces of the kernel are there that opens and stats by the table rest on.
#pragma once

#include "plan.h"

// What the kernel lacks besides the table itself (table.h), each found by trying; null if nothing.
const char *missing_piece(const struct plan *plan);
