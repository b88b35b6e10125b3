// Landlock, landlock(7). Rights that a ruleset does not handle are allowed, so all that ABI 6 knows
// are handled. Under an older ABI, what it lacks is refused by the filter alone (TCP, devices, abstract sockets
// and signals, none of which it lets pass anyway), and truncation by the broker, which then opens every file.
#include "landlock.h"

#include <linux/landlock.h>

#include "guards.h"
#include "report.h"
#include "system.h"

// A test build takes a kernel for an older one.
#ifndef FDPORT_LANDLOCK_ABI
#define FDPORT_LANDLOCK_ABI LANDLOCK_ABI_WHOLE
#endif

enum { ABI_TRUNCATE = 3, ABI_TCP = 4, ABI_DEVICES = 5 };

long landlock_abi(void) {
  static long version;
  if (version > 0) return version;
  version = call3(__NR_landlock_create_ruleset, 0, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (is_error(version)) fail("Landlock is missing or switched off", version);
  if (version < LANDLOCK_ABI_LEAST) fail("Landlock is older than ABI 2 (Linux 5.19)", 0);
  if (version > FDPORT_LANDLOCK_ABI) version = FDPORT_LANDLOCK_ABI;
  return version;
}

// All that the ABI knows.
static uint64_t handled(void) {
  long version = landlock_abi();
  if (version < ABI_TRUNCATE) return LANDLOCK_ACCESS_FS_TRUNCATE - 1;
  return version < ABI_DEVICES ? LANDLOCK_ACCESS_FS_IOCTL_DEV - 1
                               : (LANDLOCK_ACCESS_FS_IOCTL_DEV << 1) - 1;
}

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
      .allowed_access = access & handled(),
      .parent_fd = (int)directory,
  };
  if (rule.allowed_access == 0) return;
  long result = call4(__NR_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  if (is_error(result)) fail("Landlock does not take a granted directory", result);
}

static long create_ruleset(void) {
  struct landlock_ruleset_6 attributes = {.handled_access_fs = handled()};
  if (landlock_abi() >= ABI_TCP)
    attributes.handled_access_net =
        LANDLOCK_ACCESS_NET_BIND_TCP | LANDLOCK_ACCESS_NET_CONNECT_TCP;
  if (landlock_abi() >= LANDLOCK_ABI_WHOLE)
    attributes.scoped = LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET | LANDLOCK_SCOPE_SIGNAL;
  // What an older kernel's structure does not have must be zero here.
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
  if (processes >= 0 && (tells_denials(plan) || asks_for_locks(plan)))
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
