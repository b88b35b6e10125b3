// The status of what the program holds, told by the broker where the kernel cannot be asked without a path.
#pragma once

#include "caller.h"

// 0 or a count, a negative errno, or REQUEST_GONE.
long carry_out_status(struct caller *caller);
