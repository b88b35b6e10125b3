// The broker: what the filter can neither allow nor refuse by itself is done by a second process.
//
// It is the parent, so that it can take the program's descriptors where kernel.yama.ptrace_scope
// lets only ancestors do so, and so that the program dies with it. The program's end is passed on
// as if there were no broker.
#pragma once

#include "handover.h"
#include "plan.h"

// Parts the process in two, behind the outer layer of Landlock. Returns in the program, with the
// descriptor over which the filter's listener is to be handed to the broker; the broker never returns.
// `processes` is /proc for the broker, or -1.
int begin_broker(const struct plan *plan, int processes);


