// The rules read plainly, by the broker: a notification does not say which rule it came by, and with
// PLAN_DENIALS calls arrive that no rule allows.
#pragma once

#include <linux/seccomp.h>

#include "filter.h"

// Whether one of the filter's rules sends this call to the broker. `process` is the program's id.
int is_for_broker(const struct filter *filter, uint32_t process, const struct seccomp_data *data);
