// Opens carried out by the broker.
#pragma once

#include "caller.h"
#include "filter.h"

// REQUEST_ANSWERED if the caller has its descriptor, the number of one that it has got otherwise, a
// negative errno, or REQUEST_GONE.
long carry_out_open(struct caller *caller, const struct filter *filter);
