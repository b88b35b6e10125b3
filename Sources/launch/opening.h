// Opening what a plan in a file names, as the front would have.
#pragma once

#include "plan.h"

// Before anything is opened: sees to it that 0, 1 and 2 are, so that no file takes their place, and
// remembers which were not.
void fill_streams(void);

// Opens the program and the grants and stages them where the plan says; ends the process with the path
// of what is not there, or is not what it was.
void open_grants(struct plan *plan);
