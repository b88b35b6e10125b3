// The calls that change names and metadata, carried out for the program.
#pragma once

#include "caller.h"

// The result of the call that waits: 0, a negative errno, or REQUEST_GONE.
long carry_out(struct caller *caller);
