// Landlock, landlock(7). Rights that a ruleset does not handle are allowed, so all that ABI 6 knows
// are handled, and an older ABI is refused rather than run with less.
#include "landlock.h"

#include <linux/landlock.h>

#include "report.h"
#include "system.h"

enum { ABI_WANTED = 6 };

static const uint64_t handled = (LANDLOCK_ACCESS_FS_IOCTL_DEV << 1) - 1;

static const uint64_t reading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;

// No REMOVE, REFER or MAKE but of regular files: the filter refuses the calls that would use them.
static const uint64_t writing = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG |
                                LANDLOCK_ACCESS_FS_TRUNCATE;

static void allow_directory(long ruleset, const struct plan_grant *grant) {
  struct landlock_path_beneath_attr rule = {
      .allowed_access = (grant->rights & PLAN_READ ? reading : 0) |
                        (grant->rights & PLAN_WRITE ? writing : 0),
      .parent_fd = (int)grant->number,
  };
  if (rule.allowed_access == 0) return;
  long result = call4(__NR_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  if (is_error(result)) fail("Landlock does not take a granted directory", result);
}

void restrict_by_landlock(const struct plan *plan) {
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
  for (uint32_t i = 0; i < plan->header->grant_count; i++)
    if (plan->grants[i].kind == PLAN_DIRECTORY) allow_directory(ruleset, &plan->grants[i]);
  long result = call2(__NR_landlock_restrict_self, ruleset, 0);
  if (is_error(result)) fail("Landlock does not restrict the process", result);
  call1(__NR_close, ruleset);
}
