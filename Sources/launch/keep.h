// Closing all descriptors but a few.
#pragma once

#include <stdint.h>

// Keeps the `count` descriptors of `kept` as 0, 1, 2 and so on, in that order, and closes everything
// else. The number of one that is -1 stays closed.
void keep_only(const int *kept, uint32_t count);
