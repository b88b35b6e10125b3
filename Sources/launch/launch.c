// fdport-launch: starts one static program with exactly the descriptors of a plan, confined for
// good. It replaces itself by the program without an exec; docs/runtime.md says why.
#include "broker.h"
#include "checks.h"
#include "depart.h"
#include "descriptors.h"
#include "filter.h"
#include "guards.h"
#include "hand.h"
#include "image.h"
#include "landlock.h"
#include "learn.h"
#include "mounts.h"
#include "opening.h"
#include "origin.h"
#include "pieces.h"
#include "plan.h"
#include "processes.h"
#include "report.h"
#include "shed.h"
#include "stack.h"
#include "system.h"
#include "table.h"
#include "witness.h"

static uint32_t rule_groups(const struct plan *plan, const struct mounts *mounts, int is_brokered) {
  uint32_t groups = STANDARD_RULES;
  if (is_brokered) groups |= BROKERED_RULES;
  else groups |= STATUS_RULES | (plan->header->flags & PLAN_OPENS ? WATCHED_OPEN_RULES : OPEN_RULES);
  groups |= plan->flags & PLAN_LOCKS ? LOCK_RULES
            : asks_for_locks(plan)   ? JUDGED_LOCK_RULES
                                     : NO_LOCK_RULES;
  if (plan->flags & PLAN_TERMINAL) groups |= TERMINAL_RULES;
  if (changes_names(plan)) groups |= NAME_RULES;
  if (changes_names(plan) && plan->flags & PLAN_METADATA && mounts->all) groups |= METADATA_RULES;
  return groups;
}

// The order matters: each step takes away what the steps before it needed.
__attribute__((used)) _Noreturn void launch(const uint64_t *initial_stack) {
  // Ignored by the caller, it would stay so over exec, and no end of a child could be waited for.
  restore_child_signal();
  struct origin origin;
  read_origin(&origin, initial_stack);
  struct plan plan;
  if (origin.plan != 0) fill_streams();
  read_plan(&plan, origin.plan);
  int base = (int)plan.header->base;
  if (origin.plan != 0) open_grants(&plan);
  report_to(base, plan.header->has_status ? base + 1 : -1);
  if (plan.header->flags & PLAN_LEARN) start_learning(&plan, begin_broker(&plan, -1));
  int is_asked = (plan.header->flags & PLAN_BROKERED) != 0;
  const char *missing = is_asked ? 0 : missing_piece(&plan);
  struct table table;
  seal_table(&table, !is_asked && missing == 0);
  if (table.missing != 0) missing = table.missing;
  // Then the broker opens and examines files for the program.
  int is_brokered = is_asked || missing != 0;
  struct mounts mounts;
  mount_read_only(&mounts, &plan);
  shed_authority();
  int broker = -1;
  if (needs_broker(&plan) || is_brokered) {
    int looks = tells_denials(&plan) || is_brokered || asks_for_locks(&plan);
    int processes = looks ? (int)open_processes() : -1;
    if (is_brokered) prepare_hand();
    restrict_all_by_landlock(&plan, processes);
    broker = begin_broker(&plan, processes);
  }
  place_descriptors(&plan, broker);

  struct image image;
  check_image(&image, program_descriptor(&plan));
  map_image(&image);
  call1(__NR_close, program_descriptor(&plan));
  struct program_stack stack;
  build_stack(&stack, &plan, &image, &origin, table.address);
  rename_process(&plan, &image, &stack);

  restrict_by_landlock(&plan);
  if (!CHECKS_LEFT_OUT) check_walls(&plan, &mounts);
  int hand = is_brokered ? start_hand() : 0;
  struct filter filter = {.table = table.address,
                          .groups = rule_groups(&plan, &mounts, is_brokered),
                          .tells = tells_denials(&plan)};
  compile_filter(&filter);
  int listener = install_filter(broker >= 0);
  if (broker >= 0)
    hand_over_listener(broker_descriptor(&plan), listener,
                       &(struct handover){.filter = filter, .bias = image.bias, .hand = hand});
  if (!CHECKS_LEFT_OUT) check_filter();
  if (!CHECKS_LEFT_OUT) (is_brokered ? check_brokered : check_table)(table.address);
  if (filter.groups & NAME_RULES && !CHECKS_LEFT_OUT) check_broker();
  if (filter.groups & JUDGED_LOCK_RULES && !CHECKS_LEFT_OUT) check_locks(&plan);
  if (tells_denials(&plan)) begin_telling();
  if (is_brokered) report_brokered(is_asked ? 0 : missing);
  report_start();
  report_end();
  leave(&plan, &image, &stack, &origin);
}
