// Landlock, landlock(7). Rights that a ruleset does not handle are allowed, so all that ABI 6 knows
// are handled, and an older ABI is refused rather than run with less.
#include "landlock.h"

#include <linux/landlock.h>

#include "guards.h"
#include "report.h"
#include "system.h"

enum { ABI_WANTED = 6 };

static const uint64_t handled = (LANDLOCK_ACCESS_FS_IOCTL_DEV << 1) - 1;

// What the program does itself: the filter refuses it all other calls that change names.
static uint64_t own_access(uint32_t rights) {
  return (rights & PLAN_READ ? LANDLOCK_ACCESS_FS_READ_FILE : 0) |
         (rights & PLAN_LIST ? LANDLOCK_ACCESS_FS_READ_DIR : 0) |
         (rights & PLAN_WRITE ? LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_TRUNCATE : 0) |
         (rights & PLAN_CREATE ? LANDLOCK_ACCESS_FS_MAKE_REG : 0);
}

// No MAKE_CHAR and MAKE_BLOCK: nobody makes devices. REFER lets a link or a rename go from one
// directory to another; Landlock itself sees to it that a file gains no access by that.
static uint64_t broker_access(uint32_t rights) {
  const uint64_t making = LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_DIR |
                          LANDLOCK_ACCESS_FS_MAKE_SYM | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                          LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_REFER;
  return own_access(rights) | (rights & PLAN_CREATE ? making : 0) |
         (rights & PLAN_DELETE ? LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR
                               : 0);
}

static void allow_directory(long ruleset, uint32_t directory, uint64_t access) {
  struct landlock_path_beneath_attr rule = {
      .allowed_access = access,
      .parent_fd = (int)directory,
  };
  if (rule.allowed_access == 0) return;
  long result = call4(__NR_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  if (is_error(result)) fail("Landlock does not take a granted directory", result);
}

static long create_ruleset(void) {
  long version =
      call3(__NR_landlock_create_ruleset, 0, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (is_error(version)) fail("Landlock is missing or switched off", version);
  if (version < ABI_WANTED)
    fail("Landlock is older than ABI 6 (Linux 6.12), which brought its scopes", 0);

  struct landlock_ruleset_6 attributes = {
      .handled_access_fs = handled,
      .handled_access_net = LANDLOCK_ACCESS_NET_BIND_TCP | LANDLOCK_ACCESS_NET_CONNECT_TCP,
      .scoped = LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET | LANDLOCK_SCOPE_SIGNAL,
  };
  long ruleset = call3(__NR_landlock_create_ruleset, &attributes, sizeof attributes, 0);
  if (is_error(ruleset)) fail("Landlock does not take the ruleset", ruleset);
  return ruleset;
}

static void restrict_self(long ruleset) {
  long result = LEFT_OUT(Landlock) ? 0 : call2(__NR_landlock_restrict_self, ruleset, 0);
  if (is_error(result)) fail("Landlock does not restrict the process", result);
  call1(__NR_close, ruleset);
}

void restrict_all_by_landlock(const struct plan *plan, int processes) {
  long ruleset = create_ruleset();
  for (uint32_t i = 0; i < plan->header->grant_count; i++) {
    const struct plan_grant *grant = &plan->grants[i];
    if (grant->kind == PLAN_DIRECTORY)
      allow_directory(ruleset, grant->staged, broker_access(grant->rights));
  }
  // The program's own layer does not have it.
  if (processes >= 0)
    allow_directory(ruleset, (uint32_t)processes, LANDLOCK_ACCESS_FS_READ_FILE);
  restrict_self(ruleset);
}

void restrict_by_landlock(const struct plan *plan) {
  long ruleset = create_ruleset();
  for (uint32_t i = 0; i < plan->header->grant_count; i++) {
    const struct plan_grant *grant = &plan->grants[i];
    if (grant->kind == PLAN_DIRECTORY)
      allow_directory(ruleset, grant->number, own_access(grant->rights));
  }
  restrict_self(ruleset);
}
