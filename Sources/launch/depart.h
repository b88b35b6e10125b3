// Leaving the launcher for good.
#pragma once

#include <stdint.h>

#include "image.h"
#include "origin.h"
#include "plan.h"
#include "stack.h"

// Tells the kernel where the program's arguments are and what it is called, so that ps shows the
// program and not the launcher.
void rename_process(const struct plan *plan, const struct image *image,
                    const struct program_stack *stack);

// Unmaps the launcher and its stack and jumps to the program.
_Noreturn void leave(const struct plan *plan, const struct image *image,
                     const struct program_stack *stack, const struct origin *origin);
