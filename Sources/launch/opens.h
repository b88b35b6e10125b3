// Opening files for the program, so that each attempt is seen.
#pragma once

#include "caller.h"

// Carries out an openat2 and answers it: the descriptor is put into the program. 0 if it was answered,
// otherwise a negative errno for the caller to answer with, or REQUEST_GONE.
long carry_out_open(struct caller *caller);
