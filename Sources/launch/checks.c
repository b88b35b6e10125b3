// The self-check. A mechanism that is set up without an error and does nothing (a kernel bug, a
// container that answers system calls itself, a wrong constant here) must not go unnoticed.
#include "checks.h"

#include <asm/signal.h>
#include <asm/stat.h>
#include <linux/fcntl.h>
#include <linux/mman.h>
#include <linux/openat2.h>
#include <linux/prctl.h>

#include "bytes.h"
#include "landlock.h"
#include "report.h"
#include "shed.h"
#include "system.h"

enum { REFUSAL_EACCES = -13, REFUSAL_EFAULT = -14, REFUSAL_ENOENT = -2, REFUSAL_EPERM = -1,
       REFUSAL_EXDEV = -18,
       REFUSAL_EROFS = -30 };

enum { HOW_SIZE = sizeof(struct open_how), STATUS_SIZE = 512 };

static void expect(long result, long refusal, const char *what) {
  if (result != refusal) fail(what, is_error(result) ? result : 0);
}

// Whether the program was granted the very root of the file system.
static int root_is_granted(const struct plan *plan) {
  struct stat root, grant;
  if (is_error(call2(__NR_stat, "/", &root))) return 0;
  for (uint32_t i = 0; i < plan->header->grant_count; i++)
    if (plan->grants[i].kind == PLAN_DIRECTORY &&
        !is_error(call2(__NR_fstat, plan->grants[i].number, &grant)) &&
        grant.st_dev == root.st_dev && grant.st_ino == root.st_ino)
      return 1;
  return 0;
}

// A mount refuses before it asks who may: a change to what is already so shows nothing else.
static void check_mounts(const struct plan *plan, const struct mounts *mounts) {
  for (uint32_t i = 0; i < plan->header->grant_count; i++) {
    if (!mounts->is_read_only[i]) continue;
    uint32_t number = plan->grants[i].number;
    // chown(2): -1 leaves an owner as it is. fchmodat2 would take Linux 6.6.
    expect(call5(__NR_fchownat, number, "", -1, -1, AT_EMPTY_PATH), REFUSAL_EROFS,
           "a read-only mount does not refuse a change");
  }
}

void check_walls(const struct plan *plan, const struct mounts *mounts) {
  check_mounts(plan, mounts);
  expect(call5(__NR_prctl, PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 1, "no_new_privs is not in force");
  if (holds_capabilities()) fail("capabilities are left after they were dropped", 0);
  if (!root_is_granted(plan))
    expect(call3(__NR_open, "/", O_RDONLY | O_DIRECTORY, 0), REFUSAL_EACCES,
           "Landlock does not refuse an open outside the grants");
  // 0: the parent is in another process namespace and has no name here.
  long parent = call0(__NR_getppid);
  if (parent != 0 && landlock_abi() >= LANDLOCK_ABI_WHOLE)
    expect(call2(__NR_kill, parent, 0), REFUSAL_EPERM,
           "Landlock does not refuse a signal to another process");
}

void check_broker(void) {
  // Descriptor 0 is taken, the path is read, and there is nothing at the empty one.
  expect(call3(__NR_mkdirat, 0, "", 0), REFUSAL_ENOENT, "the broker does not answer");
  expect(call3(__NR_mkdirat, 0, "/", 0), -ENOTCAPABLE,
         "the broker does not refuse an absolute path");
}

// A directory is never open for writing. One that cannot be listed is open for nothing.
void check_locks(const struct plan *plan) {
  for (uint32_t i = 0; i < plan->header->grant_count; i++) {
    const struct plan_grant *grant = &plan->grants[i];
    if (grant->kind != PLAN_DIRECTORY) continue;
    long result = call2(__NR_flock, grant->number, 1 | 4 /* LOCK_SH | LOCK_NB */);
    if (grant->rights & PLAN_LIST)
      expect(result, -ENOTCAPABLE, "the broker does not refuse a lock of what is not open for writing");
    else if (!is_error(result)) fail("a directory that cannot be listed can be locked", 0);
  }
}

void check_filter(void) {
  struct open_how own = {.flags = O_PATH | O_DIRECTORY};
  expect(call4(__NR_openat2, 0, "/", &own, sizeof own), -ENOTCAPABLE,
         "the filter does not refuse an open_how outside the table");
  expect(call4(__NR_openat, AT_FDCWD, "/", O_PATH | O_DIRECTORY, 0), -ENOTCAPABLE,
         "the filter does not refuse openat");
  expect(call3(__NR_execve, "/", 0, 0), -ENOTCAPABLE, "the filter does not refuse execve");
  expect(call2(__NR_kill, -1, 0), -ENOTCAPABLE, "the filter does not refuse a signal to another");
  expect(call3(__NR_connect, 0, 0, 0), -ENOTCAPABLE, "the filter does not refuse to connect");
  // If this one worked there would be two of us: both end.
  expect(call5(__NR_clone, SIGCHLD, 0, 0, 0, 0), -ENOTCAPABLE,
         "the filter does not refuse a second address space");
}

void check_table(uint64_t table) {
  // Slot 3: O_PATH.
  expect(call4(__NR_openat2, 0, "/", table + 3 * TABLE_SLOT_SIZE, HOW_SIZE), REFUSAL_EXDEV,
         "openat2 follows an absolute path beneath a directory");
  // The filter lets no path pass, so that without these nobody learns an open file's status.
  unsigned char status[STATUS_SIZE];
  expect(call4(__NR_newfstatat, 0, 0, status, AT_EMPTY_PATH), 0,
         "newfstatat without a path is missing (Linux 6.11)");
  expect(call5(__NR_statx, 0, 0, AT_EMPTY_PATH, 0, status), 0,
         "statx without a path is missing (Linux 6.11)");
  expect(call3(__NR_getrandom, table, 8, 0), REFUSAL_EFAULT, "the kernel can write to the table");
  // EACCES comes from the sealed memfd, EPERM from mseal.
  expect(call3(__NR_mprotect, table, PAGE, PROT_READ | PROT_WRITE), REFUSAL_EACCES,
         "the table can be made writable");
  expect(call2(__NR_munmap, table, PAGE), REFUSAL_EPERM, "the table can be unmapped");
}

void check_brokered(uint64_t table) {
  expect(call4(__NR_openat2, 0, "/", table, HOW_SIZE), REFUSAL_EXDEV,
         "the broker follows an absolute path beneath a directory");
  expect(call4(__NR_openat2, 0, "/", table + 3 * TABLE_SLOT_SIZE, HOW_SIZE), REFUSAL_EXDEV,
         "the broker's hand follows an absolute path beneath a directory");
  struct stat own, told;
  call2(__NR_fstat, 0, &own);
  expect(call4(__NR_newfstatat, 0, 0, &told, AT_EMPTY_PATH), 0, "the broker does not tell a status");
  expect(memcmp(&own.st_dev, &told.st_dev, 2 * sizeof own.st_dev), 0, "the broker tells another's status");
  unsigned char status[STATUS_SIZE];
  expect(call5(__NR_statx, 0, 0, AT_EMPTY_PATH, 0, status), 0, "the broker does not tell a status");
}
