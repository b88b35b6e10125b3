// The program's descriptor table.
#pragma once

#include "plan.h"

// Where the program's file is while the launcher runs.
int program_descriptor(const struct plan *plan);

// Where the socket to the broker is, once descriptors have been placed.
int broker_descriptor(const struct plan *plan);

// Moves every grant to its number and `broker`, if it is not -1, to its own, and closes all else
// but the program and the report descriptors.
void place_descriptors(const struct plan *plan, int broker);
