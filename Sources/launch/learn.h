// Running without enforcing, to see what a program reaches for by name. This is no sandbox: what is seen
// is the program's word, and it can change a path after it was read.
#pragma once

#include "plan.h"

// Starts the program of the plan as exec would, under a filter that shows every call with a path or an
// address to the broker and lets it go on.
_Noreturn void start_learning(const struct plan *plan, int broker);
