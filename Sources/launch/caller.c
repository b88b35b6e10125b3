// Taking from the caller (seccomp_unotify(2), pidfd_getfd(2), process_vm_readv(2)).
#include "caller.h"

#include <asm/ioctl.h>
#include <linux/types.h>

#include <linux/fcntl.h>
#include <linux/uio.h>

#include "bytes.h"
#include "report.h"
#include "system.h"

enum { NO_MEMORY = -12, TABLE_IS_FULL = -23, PROCESS_IS_FULL = -24 };
enum { NO_ENTRY = -2, NO_SUCH_PROCESS = -3, NOT_PERMITTED = -1, BAD_ADDRESS = -14, NAME_TOO_LONG = -36 };

int is_waiting(const struct caller *caller) {
  return !is_error(
      call3(__NR_ioctl, caller->listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &caller->notification.id));
}

// The thread and not its process: after the first thread has ended the process has no descriptors,
// though the others go on (pidfd_open(2), PIDFD_THREAD).
static long open_thread(struct caller *caller) {
  if (caller->hand.process_id != 0) {
    caller->thread = caller->hand.process;
    return 0;
  }
  if (caller->thread >= 0) call1(__NR_close, caller->thread);
  caller->thread = -1;
  long result = call2(__NR_pidfd_open, caller->notification.pid, PIDFD_THREAD);
  if (is_error(result)) return result;
  caller->thread = (int)result;
  caller->thread_id = caller->notification.pid;
  return is_waiting(caller) ? 0 : REQUEST_GONE;
}

long take_descriptor(struct caller *caller, uint64_t number) {
  // A descriptor of a dead thread answers ESRCH even if its id is used again, so that one may be kept.
  for (int attempt = 0; attempt < 2; attempt++) {
    int is_same = caller->thread_id == caller->notification.pid || caller->hand.process_id != 0;
    if (caller->thread < 0 || !is_same || attempt > 0) {
      long result = open_thread(caller);
      if (result == REQUEST_GONE || result == NO_SUCH_PROCESS) return REQUEST_GONE;
      if (result == TABLE_IS_FULL || result == PROCESS_IS_FULL || result == NO_MEMORY) return result;
      if (is_error(result)) fail("the broker cannot name the program's thread", result);
    }
    long result = call3(__NR_pidfd_getfd, caller->thread, (int)number, 0);
    if (result == NOT_PERMITTED)
      fail("the broker may not take the program's descriptors (is kernel.yama.ptrace_scope 2 or 3, "
           "or does a container forbid pidfd_getfd?)", result);
    if (result != NO_SUCH_PROCESS) return result;
  }
  if (caller->hand.process_id != 0) fail("the broker's hand in the program is gone", 0);
  return REQUEST_GONE;
}

// process_vm_readv(2) copies whole entries or stops: so the range is cut where a page ends, behind
// which there may be nothing.
static long transfer(struct caller *caller, long call, uint64_t address, const void *own,
                     uint64_t size) {
  uint64_t first = page_up(address + 1) - address;
  if (first > size) first = size;
  struct iovec local = {(void *)own, size};
  struct iovec remote[2] = {{(void *)address, first}, {(void *)(address + first), size - first}};
  return call6(call, caller->notification.pid, &local, 1, remote, size > first ? 2 : 1, 0);
}

static long read_memory(struct caller *caller, uint64_t address, void *to, uint64_t size) {
  return transfer(caller, __NR_process_vm_readv, address, to, size);
}

// The caller may end between the question and the transfer, and its id may be another's then: but Landlock,
// in whose outer layer we are, lets us into no process but those within it (landlock(7)), which are the
// program and our hand.
long paste_bytes(struct caller *caller, uint64_t address, const void *from, uint64_t size) {
  if (!is_waiting(caller)) return REQUEST_GONE;
  long result = transfer(caller, __NR_process_vm_writev, address, from, size);
  if (result == NOT_PERMITTED) fail("the broker may not write to the program's memory", result);
  return result == (long)size ? 0 : BAD_ADDRESS;
}

long copy_bytes(struct caller *caller, uint64_t address, void *to, uint64_t size) {
  long result = read_memory(caller, address, to, size);
  if (!is_waiting(caller)) return REQUEST_GONE;
  if (result == NOT_PERMITTED && !caller->is_free)
    fail("the broker may not read the program's memory", result);
  return result == (long)size ? 0 : BAD_ADDRESS;
}

long copy_path(struct caller *caller, uint64_t address, char path[PATH_LIMIT]) {
  long count = read_memory(caller, address, path, PATH_LIMIT);
  if (!is_waiting(caller)) return REQUEST_GONE;
  if (count == NOT_PERMITTED && !caller->is_free)
    fail("the broker may not read the program's memory", count);
  if (is_error(count)) return BAD_ADDRESS;
  for (long at = 0; at < count; at++)
    if (path[at] == 0) return at;
  return count == PATH_LIMIT ? NAME_TOO_LONG : BAD_ADDRESS;
}

// Never CONTINUE: the kernel would read the call's arguments a second time, after somebody changed what
// they point to. seccomp_unotify(2): ENOENT means that the caller is gone.
void answer_caller(const struct caller *caller, long result) {
  struct seccomp_notif_resp response = {
      .id = caller->notification.id,
      .error = is_error(result) ? (int32_t)result : 0,
      .val = is_error(result) ? 0 : result,
  };
  result = call3(__NR_ioctl, caller->listener, SECCOMP_IOCTL_NOTIF_SEND, &response);
  if (is_error(result) && result != NO_ENTRY) fail("the broker cannot answer a call", result);
}
