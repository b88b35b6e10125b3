// What the program must not find in its memory: the launcher's code, data and stack and the plan.
#include "depart.h"

#include <linux/prctl.h>

#include "bytes.h"
#include "report.h"
#include "system.h"

// From the linker and start.S.
extern const char __ehdr_start[], _end[], jump_page[], jump_page_end[];

enum {
  RANGES = 4,
  // The launcher's stack: far more than it uses. Nothing else is mapped there, the kernel keeps at
  // least 128 MiB below the stack free (mmap_base in arch/x86/mm/mmap.c).
  OWN_STACK_SIZE = 16 << 20,
};

struct range {
  uint64_t address, length;
};

// start.S knows this layout.
struct departure {
  uint64_t count;
  struct range ranges[RANGES];
  uint64_t entry;
};
_Static_assert(sizeof(struct departure) == 80, "start.S adds this to find the stack pointer");

_Noreturn void depart(struct departure *departure);

void rename_process(const struct plan *plan, const struct image *image,
                    const struct program_stack *stack) {
  call5(__NR_prctl, PR_SET_NAME, plan->name, 0, 0, 0);
  uint64_t heap = (uint64_t)call1(__NR_brk, 0);
  struct prctl_mm_map map = {
      .start_code = image->low + image->bias,
      .end_code = image->high + image->bias,
      .start_data = image->low + image->bias,
      .end_data = image->high + image->bias,
      .start_brk = heap,
      .brk = heap,
      .start_stack = stack->pointer,
      .arg_start = stack->arguments_start,
      .arg_end = stack->arguments_end,
      .env_start = stack->environment_start,
      .env_end = stack->environment_end,
      .exe_fd = (uint32_t)-1,
  };
  // Needs a kernel with CONFIG_CHECKPOINT_RESTORE; only what ps shows depends on it.
  call5(__NR_prctl, PR_SET_MM, PR_SET_MM_MAP, &map, sizeof map, 0);
}

static void add(struct departure *departure, uint64_t from, uint64_t to) {
  if (to <= from) return;
  departure->ranges[departure->count++] = (struct range){from, to - from};
}

_Noreturn void leave(const struct plan *plan, const struct image *image,
                     const struct program_stack *stack, const struct origin *origin) {
  struct departure *departure = (void *)(stack->pointer - sizeof *departure);
  memset(departure, 0, sizeof *departure);
  add(departure, page_down((uint64_t)__ehdr_start), (uint64_t)jump_page);
  add(departure, (uint64_t)jump_page_end, page_up((uint64_t)_end));
  add(departure, plan->mapping, page_up(plan->mapping + plan->mapping_size));
  add(departure, origin->stack_end - OWN_STACK_SIZE, origin->stack_end);
  departure->entry = image->entry;
  depart(departure);
}
