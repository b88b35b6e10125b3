// Includes the same header and does not use it.
#include "header.h"

int second(void) { return 0; }
