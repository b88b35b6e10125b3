// The program's stack with its arguments, environment and auxiliary vector.
#pragma once

#include "image.h"
#include "origin.h"
#include "plan.h"

struct program_stack {
  uint64_t pointer;           // at entry, on argc
  uint64_t arguments_start;   // the strings, for /proc/PID/cmdline
  uint64_t arguments_end;
  uint64_t environment_start;
  uint64_t environment_end;
};

void build_stack(struct program_stack *stack, const struct plan *plan, const struct image *image,
                 const struct origin *origin, uint64_t table);
