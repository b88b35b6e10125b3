#include "locks.h"

#include <asm/errno.h>
#include <asm/stat.h>
#include <asm/unistd.h>
#include <linux/openat2.h>
#include <linux/stat.h>

#include "guards.h"
#include "homes.h"
#include "processes.h"
#include "system.h"
#include "waits.h"

enum { AGAIN = -11, BAD_DESCRIPTOR = -9, INVALID = -22, NO_LOCKS = -37 };

// flock(2), asm-generic/fcntl.h has only the obsolete LOCK_MAND.
enum { FLOCK_WITHOUT_WAITING = 4, FLOCK_RELEASE = 8 };

// fcntl(2), asm-generic/fcntl.h: behind a test for 64-bit systems in some versions.
enum { OFD_GETLK = 36, OFD_SETLK = 37, OFD_SETLKW = 38 };

enum { FROM_START = 0, FROM_OFFSET = 1 };  // SEEK_SET, SEEK_CUR

#define ARGUMENT(caller, index) ((caller)->notification.data.args[index])

// A file that was opened for reading, but lies where it could be opened for writing as well. It is tried:
// read-only mounts and Landlock, within which the broker lies, say what a program may write beneath.
static int could_be_written(const struct caller *caller, int file) {
  struct stat status;
  if (caller->processes < 0 || is_error(call2(__NR_fstat, file, &status))) return 0;
  if ((status.st_mode & S_IFMT) != S_IFREG) return 0;
  // O_NONBLOCK: whoever holds a lease would keep us waiting, fcntl(2).
  struct open_how how = {.flags = O_WRONLY | O_NONBLOCK | O_CLOEXEC};
  long other = call4(__NR_openat2, caller->processes, entry_of(file).path, &how, sizeof how);
  if (is_error(other)) return 0;
  call1(__NR_close, other);
  return 1;
}

static long judge(const struct caller *caller, int file) {
  long flags = call3(__NR_fcntl, file, F_GETFL, 0);
  if (is_error(flags)) return flags;
  if (flags & O_PATH) return BAD_DESCRIPTOR;
  int is_for_writing = (flags & O_ACCMODE) == O_WRONLY || (flags & O_ACCMODE) == O_RDWR;
  return is_for_writing || could_be_written(caller, file) || LEFT_OUT(broker) ? 0 : -ENOTCAPABLE;
}

long try_lock(const struct lock *lock) {
  if (lock->operation >= 0)
    return call2(__NR_flock, lock->file, lock->operation | FLOCK_WITHOUT_WAITING);
  return call3(__NR_fcntl, lock->file, OFD_SETLK, &lock->range);
}

// A range from the caller's offset, which is another file's as soon as the lock goes to the home.
static long count_from_start(int file, struct flock *range) {
  if (range->l_whence != FROM_OFFSET) return 0;
  long offset = call3(__NR_lseek, file, 0, FROM_OFFSET);
  if (is_error(offset)) return offset;
  range->l_whence = FROM_START;
  return __builtin_add_overflow(range->l_start, offset, &range->l_start) ? -EOVERFLOW : 0;
}

// Record locks are the process's own, whichever of its descriptors they are set by: homes.h.
static long go_home(struct caller *caller, struct lock *lock, struct home **home) {
  long result = count_from_start(lock->file, &lock->range);
  if (result == 0) result = find_home(caller, lock->file, home);
  if (result != 0) return result;
  if ((*home)->number == (int)ARGUMENT(caller, 0)) return 0;
  long file = take_descriptor(caller, (uint64_t)(*home)->number);
  if (file == REQUEST_GONE) return file;
  // Given back, or the number is another file's by now: then its locks are gone as well.
  if (is_error(file) || !is_home(*home, (int)file) || judge(caller, (int)file) != 0) {
    if (!is_error(file)) call1(__NR_close, file);
    (*home)->number = (int)ARGUMENT(caller, 0);
    return 0;
  }
  call1(__NR_close, lock->file);
  lock->file = (int)file;
  lock->is_elsewhere = 1;
  return 0;
}

static int is_everything(const struct flock *range) {
  return range->l_type == F_UNLCK && range->l_whence == FROM_START && range->l_start == 0 &&
         range->l_len == 0;
}

static long set_record(struct caller *caller, struct lock *lock, uint32_t command) {
  long result = copy_bytes(caller, ARGUMENT(caller, 2), &lock->range, sizeof lock->range);
  if (result < 0) return result;
  int is_of_file = command == OFD_SETLK || command == OFD_SETLKW;
  if (is_of_file && lock->range.l_pid != 0) return INVALID;
  lock->range.l_pid = 0;
  lock->waits = command == F_SETLKW || command == OFD_SETLKW;
  if (is_of_file) return try_lock(lock);
  struct home *home;
  result = go_home(caller, lock, &home);
  if (result == 0) result = try_lock(lock);
  // Open for reading alone, or for writing alone, and locks cannot be moved.
  if (result == BAD_DESCRIPTOR && lock->is_elsewhere) return NO_LOCKS;
  if (result == 0 && is_everything(&lock->range)) forget_home(home);
  return result;
}

// F_GETLK: the program's own locks, which lie on the home, are in nobody's way.
static long ask_for_record(struct caller *caller, struct lock *lock) {
  struct flock asked, found;
  long result = copy_bytes(caller, ARGUMENT(caller, 2), &asked, sizeof asked);
  if (result < 0) return result;
  lock->range = asked;
  lock->range.l_pid = 0;
  struct home *home;
  result = go_home(caller, lock, &home);
  if (result != 0) return result;
  found = lock->range;
  result = call3(__NR_fcntl, lock->file, OFD_GETLK, &found);
  if (is_error(result)) return result;
  if (found.l_type == F_UNLCK) {
    found = asked;
    found.l_type = F_UNLCK;
  }
  return paste_bytes(caller, ARGUMENT(caller, 2), &found, sizeof found);
}

static long set_whole(struct caller *caller, struct lock *lock) {
  uint32_t operation = (uint32_t)ARGUMENT(caller, 1);
  if (operation > INT32_MAX) return INVALID;
  lock->operation = (int)operation;
  lock->waits = !(operation & (FLOCK_WITHOUT_WAITING | FLOCK_RELEASE));
  return try_lock(lock);
}

long carry_out_lock(struct caller *caller) {
  long file = take_descriptor(caller, ARGUMENT(caller, 0));
  if (file < 0) return file;
  struct lock lock = {.file = (int)file, .operation = -1};
  uint32_t command = (uint32_t)ARGUMENT(caller, 1);
  int is_flock = caller->notification.data.nr == __NR_flock;
  int asks = !is_flock && command == F_GETLK;
  long result = asks ? 0 : judge(caller, lock.file);
  if (result == 0)
    result = is_flock ? set_whole(caller, &lock)
             : asks   ? ask_for_record(caller, &lock)
                      : set_record(caller, &lock, command);
  if (result == AGAIN && lock.waits) result = begin_wait(caller, &lock);
  // Something may have become free, for another thread that waits.
  else if (result == 0) hurry_waits();
  if (result != REQUEST_WAITS) call1(__NR_close, lock.file);
  return result;
}
