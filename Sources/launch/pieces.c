#include "pieces.h"

#include <linux/stat.h>

#include "landlock.h"
#include "system.h"

enum { INVALID = -22 };

// EFAULT before Linux 6.11: without a path there is nothing that the filter could let pass.
static const char *missing_of_status(const struct plan *plan) {
  // The program's file: the launcher's caller may have closed 0.
  uint32_t held = plan->header->base + 2;
  unsigned char status[512];
  // Linux 6.12 wants this flag and no other beside it. The high half is not read; a test tells these calls by it
  // from the program's.
  const uint64_t flags = AT_EMPTY_PATH | 1ULL << 32;
  if (is_error(call4(__NR_newfstatat, held, 0, status, flags)))
    return "newfstatat without a path (Linux 6.11)";
  if (is_error(call5(__NR_statx, held, 0, flags, STATX_BASIC_STATS, status)))
    return "statx without a path (Linux 6.11)";
  return 0;
}

// Only an unknown flag: where the call itself is missing the broker cannot do either.
static const char *missing_of_broker(const struct plan *plan) {
  if (!needs_broker(plan)) return 0;
  long thread = call2(__NR_pidfd_open, call0(__NR_gettid), PIDFD_THREAD);
  if (!is_error(thread)) call1(__NR_close, thread);
  return thread == INVALID ? "pidfd_open of a thread (Linux 6.9)" : 0;
}

const char *missing_piece(const struct plan *plan) {
  if (landlock_abi() < LANDLOCK_ABI_WHOLE) return "Landlock ABI 6 (Linux 6.12)";
  const char *missing = missing_of_status(plan);
  return missing != 0 ? missing : missing_of_broker(plan);
}
