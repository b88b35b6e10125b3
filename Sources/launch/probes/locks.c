// Locks: who holds one stalls whoever else wants it, also those who may write.
#define _GNU_SOURCE
#include "probe.h"

#include <fcntl.h>

enum { SHARED = 1, EXCLUSIVE = 2, AT_ONCE = 4, RELEASE = 8 };  // flock(2)
enum { OFD_SETLK = 37, OFD_SETLKW = 38 };

static long record(int file, int command, int type) {
  struct flock lock = {.l_type = (short)type, .l_len = 1};
  return raw(SYS_fcntl, file, command, &lock);
}

// Two open files of one file: record locks are the process's, so that neither is in the other's way.
static long record_twice(void) {
  int one = (int)open_beneath(WRITABLE, "in", SLOT_READ_WRITE);
  int two = (int)open_beneath(WRITABLE, "in", SLOT_READ_WRITE);
  if (record(one, F_SETLK, F_WRLCK) != 0 || record(two, F_SETLK, F_WRLCK) != 0) return -1;
  return record(two, F_SETLK, F_UNLCK);
}

static long beneath_another(long (*act)(int), int directory, unsigned slot) {
  int file = (int)open_beneath(directory, "in", slot);
  long result = act(file);
  int error = errno;
  close(file);
  errno = error;
  return result;
}

static long lock_whole(int file) { return raw(SYS_flock, file, EXCLUSIVE | AT_ONCE); }
static long lock_record(int file) { return record(file, F_SETLK, F_RDLCK); }

void probe_locks(void) {
  CAN("can/lock-writable", "flock of a file that is open for writing",
      beneath_another(lock_whole, WRITABLE, SLOT_READ_WRITE));
  CAN("can/lock-record-twice", "F_SETLK of one record by two descriptors", record_twice());
  CAN("can/lock-what-could-be-written", "F_SETLK of a file that is open for reading where it could be written",
      beneath_another(lock_record, WRITABLE, SLOT_READ));
  TRY("lock/file", BY_BROKER, "flock of a file granted for reading", lock_whole(FILE_READABLE));
  TRY("lock/file-shared", BY_BROKER, "flock of it, shared", raw(SYS_flock, FILE_READABLE, SHARED | AT_ONCE));
  TRY("lock/file-waiting", BY_BROKER, "flock of it, as long as it takes", raw(SYS_flock, FILE_READABLE, SHARED));
  TRY("lock/file-release", BY_BROKER, "release of what the caller may have locked",
      raw(SYS_flock, FILE_READABLE, RELEASE));
  TRY("lock/record", BY_BROKER, "F_SETLK of it", record(FILE_READABLE, F_SETLK, F_RDLCK));
  TRY("lock/record-waiting", BY_BROKER, "F_SETLKW of it", record(FILE_READABLE, F_SETLKW, F_RDLCK));
  TRY("lock/open-file", BY_BROKER, "F_OFD_SETLK of it", record(FILE_READABLE, OFD_SETLK, F_RDLCK));
  TRY("lock/open-file-waiting", BY_BROKER, "F_OFD_SETLKW of it", record(FILE_READABLE, OFD_SETLKW, F_RDLCK));
  TRY("lock/beneath-readable", BY_BROKER, "flock of a file in a directory for reading",
      beneath_another(lock_whole, READABLE, SLOT_READ));
  TRY("lock/record-beneath-readable", BY_BROKER, "F_SETLK of it", beneath_another(lock_record, READABLE, SLOT_READ));
  TRY("lock/readable-directory", BY_BROKER, "flock of a directory for reading", lock_whole(READABLE));
  TRY("lock/writable-directory", BY_BROKER, "flock of a directory", lock_whole(WRITABLE));
}
