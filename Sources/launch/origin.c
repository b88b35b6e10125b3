// Reading the initial stack (x86-64 psABI, figure 3.9).
#include "origin.h"

#include <linux/auxvec.h>

#include "bytes.h"
#include "report.h"
#include "system.h"

void read_origin(struct origin *origin, const uint64_t *stack) {
  memset(origin, 0, sizeof *origin);
  const uint64_t *at = stack + 1 + stack[0] + 1;
  // With one argument, the path of a plan, people start the launcher, and have an environment: it goes
  // with the launcher's stack. `fdport run` gives none.
  if (stack[0] == 2) origin->plan = (const char *)stack[2];
  else if (*at != 0) fail("fdport-launch was started with an environment", 0);
  while (*at != 0) at++;
  for (at++; at[0] != AT_NULL; at += 2) {
    if (at[0] >= ORIGIN_LIMIT) continue;
    origin->values[at[0]] = at[1];
    origin->present |= 1UL << at[0];
  }
  // The kernel writes the file's name last, 8 zero bytes below the very end (fs/exec.c,
  // bprm_execve and create_elf_tables).
  uint64_t name = origin->values[AT_EXECFN];
  if (name == 0) fail("the kernel gave no AT_EXECFN", 0);
  origin->stack_end = page_up(name + strlen((const char *)name) + 1);
}
