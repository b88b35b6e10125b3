// fdport-launch: starts one static program with exactly the descriptors of a plan, confined for
// good. It replaces itself by the program without an exec; docs/runtime.md says why.
#include "checks.h"
#include "depart.h"
#include "descriptors.h"
#include "filter.h"
#include "image.h"
#include "landlock.h"
#include "origin.h"
#include "plan.h"
#include "report.h"
#include "shed.h"
#include "stack.h"
#include "system.h"
#include "table.h"

// The order matters: each step takes away what the steps before it needed.
__attribute__((used)) _Noreturn void launch(const uint64_t *initial_stack) {
  struct origin origin;
  read_origin(&origin, initial_stack);
  struct plan plan;
  read_plan(&plan);
  int base = (int)plan.header->base;
  report_to(base, plan.header->has_status ? base + 1 : -1);
  place_descriptors(&plan);
  shed_authority();

  uint64_t table = seal_table();
  struct image image;
  check_image(&image, program_descriptor(&plan));
  map_image(&image);
  call1(__NR_close, program_descriptor(&plan));
  struct program_stack stack;
  build_stack(&stack, &plan, &image, &origin, table);
  rename_process(&plan, &image, &stack);

  restrict_by_landlock(&plan);
  check_walls(&plan);
  compile_filter(table, (plan.header->flags & PLAN_LOCKS) != 0);
  install_filter();
  check_filter(table);
  report_start();
  report_end();
  leave(&plan, &image, &stack, &origin);
}
