// System calls that Debian 12's C library has no function for, for the front: syscall(2) itself is
// variadic, which Swift does not import. Constants newer than the headers stand in the launcher's
// linux.h with their sources. Every function returns -errno on failure.
#pragma once

#include <errno.h>
#include <linux/mount.h>
#include <linux/sched.h>
#include <linux/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <linux/landlock.h>
#include <linux/memfd.h>
#include <linux/openat2.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../launch/account.h"
#include "../launch/linux.h"
#include "../launch/plan.h"

static inline long linux_result(long result) { return result < 0 ? -errno : result; }

static inline long linux_openat2(
    int directory, const char *path, uint64_t flags, uint64_t mode, uint64_t resolve) {
  struct open_how how = {.flags = flags, .mode = mode, .resolve = resolve};
  return linux_result(syscall(SYS_openat2, directory, path, &how, sizeof how));
}

static inline long linux_duplicate(int descriptor, int lowest) {
  return linux_result(syscall(SYS_fcntl, descriptor, 1030 /* F_DUPFD_CLOEXEC */, lowest));
}

static inline long linux_fcntl(int descriptor, int control, long argument) {
  return linux_result(syscall(SYS_fcntl, descriptor, control, argument));
}

// pipe2(2) with O_CLOEXEC, for which Swift would need _GNU_SOURCE.
static inline long linux_pipe(int ends[2]) {
  return linux_result(syscall(SYS_pipe2, ends, 02000000));
}

// Memory that can be sealed, as Sources/launch/sealable.c makes it.
static inline long linux_sealable_memory(const char *name) {
  const unsigned flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
  long memory = linux_result(syscall(SYS_memfd_create, name, flags | MFD_NOEXEC_SEAL));
  return memory == -EINVAL ? linux_result(syscall(SYS_memfd_create, name, flags)) : memory;
}

// Seals a memfd against every change, fcntl(2) F_ADD_SEALS.
static inline long linux_seal(int memory) {
  return linux_result(syscall(SYS_fcntl, memory, 1033, 1 | 2 | 4 | 8));
}

// The file system's type, statfs(2).
static inline long linux_file_system_type(int descriptor) {
  struct statfs system;
  long result = linux_result(fstatfs(descriptor, &system));
  return result < 0 ? result : system.f_type & 0xffffffffL;
}

static inline long linux_landlock_abi(void) {
  return linux_result(
      syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION));
}

// mseal(2) of nothing: succeeds wherever the call exists.
static inline long linux_mseal_nothing(void) { return linux_result(syscall(__NR_mseal, 0, 0, 0)); }

static inline long linux_close_range_nothing(void) {
  return linux_result(syscall(SYS_close_range, ~0U, ~0U, 0));
}

// seccomp(2): whether filters exist and can answer with an errno.
static inline long linux_seccomp_errno_is_available(void) {
  uint32_t action = SECCOMP_RET_ERRNO;
  return linux_result(syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action));
}

// What tells a file from another that has got its number since: device, number and time of birth, as
// Sources/launch/opening.c compares them; statx(2).
static inline long linux_identify(int descriptor, struct plan_opening *opening) {
  struct statx status;
  long result = linux_result(
      syscall(SYS_statx, descriptor, "", AT_EMPTY_PATH, STATX_BASIC_STATS | STATX_BTIME, &status));
  if (result < 0) return result;
  int has_birth = (status.stx_mask & STATX_BTIME) != 0;
  uint64_t birth = has_birth ? (uint64_t)status.stx_btime.tv_sec : 0;
  opening->device[0] = status.stx_dev_major;
  opening->device[1] = status.stx_dev_minor;
  opening->file[0] = (uint32_t)status.stx_ino;
  opening->file[1] = (uint32_t)(status.stx_ino >> 32);
  opening->birth[0] = (uint32_t)birth;
  opening->birth[1] = (uint32_t)(birth >> 32);
  opening->birth_fraction = has_birth ? status.stx_btime.tv_nsec : 0;
  return 0;
}

// seccomp(2): whether a filter can ask another process, and a signal does not interrupt the question. Unknown
// flags are EINVAL before the filter itself, which is at no address here, is read.
static inline long linux_seccomp_notification_is_available(void) {
  uint32_t action = SECCOMP_RET_USER_NOTIF;
  long result = linux_result(syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action));
  if (result < 0) return result;
  unsigned flags = SECCOMP_FILTER_FLAG_NEW_LISTENER | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV;
  result = linux_result(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, NULL));
  return result == -EFAULT ? 0 : result;
}

static inline long linux_take_own_descriptor(void) {
  long any = syscall(SYS_memfd_create, "fdport-probe", MFD_CLOEXEC);
  long process = syscall(SYS_pidfd_open, (long)getpid(), 0);
  long taken = linux_result(process < 0 ? process : syscall(SYS_pidfd_getfd, process, (int)any, 0));
  if (process >= 0) close((int)process);
  if (taken >= 0) close((int)taken);
  if (any >= 0) close((int)any);
  return taken;
}

static inline long linux_name_own_thread(void) {
  long thread = linux_result(syscall(SYS_pidfd_open, syscall(SYS_gettid), PIDFD_THREAD));
  if (thread >= 0) close((int)thread);
  return thread;
}

static inline long linux_read_own_memory(void) {
  char from = 0, to;
  struct iovec local = {&to, 1}, remote = {&from, 1};
  return linux_result(
      syscall(SYS_process_vm_readv, (long)getpid(), &local, 1L, &remote, 1L, 0L));
}

static inline long linux_write_own_memory(void) {
  char from = 0, to;
  struct iovec local = {&from, 1}, remote = {&to, 1};
  return linux_result(
      syscall(SYS_process_vm_writev, (long)getpid(), &local, 1L, &remote, 1L, 0L));
}

// What Sources/launch/mounts.c does for each directory, tried on this one and thrown away. C because it
// is a process that was forked from a Swift one: nothing but system calls may happen in it.
static inline long linux_copy_mount_once(int directory) {
  pid_t child = fork();
  if (child == 0) {
    struct mount_attr attributes = {.attr_set = MOUNT_ATTR_RDONLY};
    long tree = -1;
    if (fchdir(directory) == 0 && syscall(SYS_unshare, CLONE_NEWUSER | CLONE_NEWNS) == 0)
      tree = syscall(SYS_open_tree, AT_FDCWD, "", AT_EMPTY_PATH | AT_RECURSIVE | OPEN_TREE_CLONE);
    if (tree >= 0)
      tree = syscall(SYS_mount_setattr, tree, "", AT_EMPTY_PATH | AT_RECURSIVE, &attributes,
                     sizeof attributes);
    _exit(tree < 0 ? errno : 0);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) return linux_result(-1);
  return WIFEXITED(status) ? -WEXITSTATUS(status) : -EPERM;
}

// Namespaces can be short for a moment, where many are made at once: the kernel then says so by these two. The pauses
// grow to two thirds of a second in all: on a loaded machine four of 5 ms were not enough.
static inline long linux_read_only_copy_of_mount(int directory) {
  long result = -EAGAIN;
  for (int attempt = 0; attempt < 8 && (result == -EAGAIN || result == -ENOMEM); attempt++) {
    if (attempt > 0) usleep(5000u << (attempt - 1));
    result = linux_copy_mount_once(directory);
  }
  return result;
}

// Linux 6.11: a null path with AT_EMPTY_PATH means the descriptor itself.
static inline long linux_newfstatat_without_path(int descriptor) {
  char status[256];
  return linux_result(syscall(SYS_newfstatat, descriptor, NULL, status, AT_EMPTY_PATH));
}

static inline long linux_statx_without_path(int descriptor) {
  char status[512];
  return linux_result(syscall(SYS_statx, descriptor, NULL, AT_EMPTY_PATH, 0x7ff, status));
}

// Which Swift does not import: O_PATH needs _GNU_SOURCE, the socket kinds are an enum of their own.
enum {
  openPath = 010000000,
  streamSocket = 1,
  packetSocket = 5,
};
