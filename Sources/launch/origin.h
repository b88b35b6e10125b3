// What the kernel put on the launcher's own stack at exec.
#pragma once

#include <stdint.h>

enum { ORIGIN_LIMIT = 64 };

struct origin {
  uint64_t values[ORIGIN_LIMIT];  // the auxiliary vector by type, getauxval(3)
  uint64_t present;               // bit N: the vector had type N
  const char *plan;               // the path of a plan in a file, or null
  uint64_t stack_end;             // the end of the launcher's stack mapping
};

// `stack` is the stack pointer at the first instruction: argc, argv, 0, envp, 0, auxv.
void read_origin(struct origin *origin, const uint64_t *stack);
