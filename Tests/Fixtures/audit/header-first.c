// Includes a header whose inline function is ambient, and uses it.
#include "header.h"

int first_use(const char *name) { return exists(name); }
