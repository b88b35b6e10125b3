// Landlock's rules are a union: what one grant allows holds for every descriptor that leads there, and
// it knows nothing of modes, owners and times. A mount is read-only for whoever came through it, in
// everything. So each such directory becomes a detached copy of its mount (open_tree(2),
// mount_setattr(2)) that nobody can reach but by this descriptor.
//
// Copying a mount takes a privilege in the namespace that it belongs to. A child has it, in namespaces
// of its own; the program itself stays in the caller's, so that it sees file owners as they are.
#include "mounts.h"

#include <asm/signal.h>
#include <linux/fcntl.h>
#include <linux/mount.h>
#include <linux/sched.h>
#include <linux/stat.h>
#include <linux/time_types.h>

#include "bytes.h"
#include "guards.h"
#include "report.h"
#include "system.h"

enum { AGAIN = -11, NO_MEMORY = -12, ATTEMPTS = 8 };
enum { MOUNTED, REFUSED, TRY_AGAIN };

static const struct mount_attr restricted = {
    .attr_set = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC,
};

// In the child, whose working directory is the grant: a path of it in the new namespace, which a
// descriptor from outside would not be. With what is mounted beneath it: those mounts are locked, and
// must not be taken away (mount_namespaces(7)); the program cannot cross to them.
static _Noreturn void copy_mount(uint32_t staged) {
  long tree = call3(__NR_open_tree, AT_FDCWD, "",
                    AT_EMPTY_PATH | AT_RECURSIVE | OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
  long result = tree;
  if (!is_error(result))
    result = call5(__NR_mount_setattr, tree, "", AT_EMPTY_PATH | AT_RECURSIVE, &restricted,
                   sizeof restricted);
  // The table of descriptors is the parent's own.
  if (!is_error(result)) result = call3(__NR_dup3, tree, staged, O_CLOEXEC);
  if (!is_error(tree)) call1(__NR_close, tree);
  int is_short = result == AGAIN || result == NO_MEMORY;
  for (;;) call1(__NR_exit_group, is_short ? TRY_AGAIN : is_error(result) ? REFUSED : MOUNTED);
}

static int try_mount(uint32_t staged) {
  long child = call5(__NR_clone, CLONE_NEWUSER | CLONE_NEWNS | CLONE_FILES | CLONE_VFORK | SIGCHLD, 0,
                     0, 0, 0);
  if (child == 0) copy_mount(staged);
  if (child == AGAIN || child == NO_MEMORY) return TRY_AGAIN;
  // No user namespaces here: a limit of 0, a container, AppArmor. Landlock does what it can.
  if (is_error(child)) return REFUSED;
  int status = -1;
  long result = call4(__NR_wait4, child, &status, 0, 0);
  return result == child && (status & 0xff) == 0 ? status >> 8 & 0xff : REFUSED;
}

// Namespaces can be short for a moment, where many are made at once. The pauses grow to two thirds of a second in all.
static int replace_by_mount(uint32_t staged) {
  if (LEFT_OUT(mount) || is_error(call1(__NR_fchdir, staged))) return 0;
  int answer = TRY_AGAIN;
  for (int attempt = 0; attempt < ATTEMPTS && answer == TRY_AGAIN; attempt++) {
    struct __kernel_timespec pause = {0, attempt > 0 ? 5000000L << (attempt - 1) : 0};
    if (attempt > 0) call2(__NR_nanosleep, &pause, 0);
    answer = try_mount(staged);
  }
  return answer == MOUNTED;
}

// open_tree(2) gives an O_PATH descriptor, which cannot be listed. Opened by the parent: the child has
// no privilege over the files of users that its namespace does not know.
static void open_for_listing(uint32_t staged) {
  long list = call4(__NR_openat, staged, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (is_error(list)) fail("a granted directory cannot be opened again", list);
  long result = call3(__NR_dup3, list, staged, O_CLOEXEC);
  if (is_error(result)) fail("a granted directory cannot be put in its place", result);
  call1(__NR_close, list);
}

static int is_for_reading(const struct plan_grant *grant) {
  return grant->kind == PLAN_DIRECTORY &&
         !(grant->rights & (PLAN_WRITE | PLAN_CREATE | PLAN_DELETE));
}

void mount_read_only(struct mounts *mounts, const struct plan *plan) {
  memset(mounts, 0, sizeof *mounts);
  mounts->all = 1;
  for (uint32_t i = 0; i < plan->header->grant_count; i++) {
    if (!is_for_reading(&plan->grants[i])) continue;
    // The second one will fare no better than the first.
    const struct plan_grant *grant = &plan->grants[i];
    mounts->is_read_only[i] = mounts->all && replace_by_mount(grant->staged);
    if (!mounts->is_read_only[i]) mounts->all = 0;
    else if (grant->rights & PLAN_LIST) open_for_listing(grant->staged);
  }
  if (!mounts->all && plan->header->flags & PLAN_OVERLAPS)
    fail("grants with different rights overlap, which takes read-only mounts, and user namespaces "
         "cannot be had here", 0);
}
