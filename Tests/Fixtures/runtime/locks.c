// Locks files beneath 3 (all rights) and 4 (for reading) by raw system calls. What differs from what is
// expected is printed, and the number of acts.
//   locks acts            what may be locked, what not, and whose the locks are
//   locks threads         one thread waits, and neither stops the others nor the broker
//   locks wait HOW WHAT   waits for all/file: HOW is `flock`, `record` or `file`, WHAT is `plain`, `alarm`
//                         (its handler ends the wait) or `restart` (it does not)
//   locks hold            locks all/file, says so and waits to be killed
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { ALL = 3, READING = 4 };

static int acts;

static void compare(const char *what, const char *expected, long result) {
  const char *answer = result >= 0       ? "ok"
                       : errno == 134    ? "ENOTCAPABLE"
                                         : strerrorname_np(errno);
  acts++;
  if (strcmp(answer, expected) != 0) printf("%s: %s instead of %s\n", what, answer, expected);
}

#define ACT(what, expected, ...) (errno = 0, compare(what, expected, __VA_ARGS__))

// Slots: 0 is O_RDONLY, 1 O_WRONLY, 2 O_RDWR, 3 O_PATH.
static int open_by(int directory, const char *name, unsigned slot) {
  int file = (int)syscall(SYS_openat2, directory, name, getauxval(0x1001) + 32 * slot, 24);
  if (file < 0) printf("cannot open %s: errno %d\n", name, errno);
  return file;
}

static long record(int file, int command, int type, long start, long length) {
  struct flock range = {.l_type = (short)type, .l_whence = SEEK_SET, .l_start = start, .l_len = length};
  return syscall(SYS_fcntl, file, command, &range);
}

// Whether somebody is in the way of a lock for writing of this range, and at which byte.
static long in_the_way(int file, int command, long start, long length) {
  struct flock range = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = start, .l_len = length};
  if (syscall(SYS_fcntl, file, command, &range) != 0) return -errno;
  return range.l_type == F_UNLCK ? -1 : range.l_start;
}

static void expect(const char *what, long expected, long found) {
  acts++;
  if (found != expected) printf("%s: %ld instead of %ld\n", what, found, expected);
}

static void lock_files(void) {
  int one = open_by(ALL, "file", 2), two = open_by(ALL, "file", 2), named = open_by(ALL, "file", 3);
  int written = open_by(ALL, "file", 1), reading = open_by(READING, "file", 0);
  int read_only = open_by(ALL, "file", 0);
  ACT("flock-shared", "ok", flock(one, LOCK_SH));
  ACT("flock-exclusive", "ok", flock(one, LOCK_EX | LOCK_NB));
  ACT("flock-twice", "EAGAIN", flock(two, LOCK_EX | LOCK_NB));
  ACT("flock-release", "ok", flock(one, LOCK_UN));
  ACT("flock-after-release", "ok", flock(two, LOCK_EX));
  ACT("flock-nothing", "EINVAL", flock(two, 0));
  ACT("flock-unknown", "EINVAL", flock(two, 1 << 20));
  ACT("flock-reading", "ENOTCAPABLE", flock(reading, LOCK_SH | LOCK_NB));
  ACT("flock-release-reading", "ENOTCAPABLE", flock(reading, LOCK_UN));
  ACT("flock-read-only", "EAGAIN", flock(read_only, LOCK_SH | LOCK_NB));
  ACT("flock-directory", "ENOTCAPABLE", flock(ALL, LOCK_SH | LOCK_NB));
  ACT("flock-by-name", "EBADF", flock(named, LOCK_SH));
  ACT("flock-closed", "EBADF", flock(99, LOCK_SH));
  ACT("flock-negative", "EBADF", flock(-1, LOCK_SH));
  close(two);
  ACT("flock-after-close", "ok", flock(one, LOCK_EX | LOCK_NB));
  ACT("flock-end", "ok", flock(one, LOCK_UN));

  two = open_by(ALL, "file", 2);
  ACT("record-reading", "ENOTCAPABLE", record(reading, F_SETLK, F_RDLCK, 0, 1));
  ACT("record-wait-reading", "ENOTCAPABLE", record(reading, F_SETLKW, F_RDLCK, 0, 1));
  ACT("file-reading", "ENOTCAPABLE", record(reading, F_OFD_SETLK, F_RDLCK, 0, 1));
  ACT("file-wait-reading", "ENOTCAPABLE", record(reading, F_OFD_SETLKW, F_RDLCK, 0, 1));
  ACT("ask-reading", "ok", record(reading, F_GETLK, F_RDLCK, 0, 1));
  ACT("record-address", "EFAULT", syscall(SYS_fcntl, one, F_SETLK, 8));
  ACT("ask-address", "EFAULT", syscall(SYS_fcntl, one, F_GETLK, 8));
  ACT("record-type", "EINVAL", record(one, F_SETLK, 7, 0, 1));
  ACT("record-whence", "EINVAL", syscall(SYS_fcntl, one, F_SETLK, &(struct flock){.l_whence = 9}));
  ACT("file-process", "EINVAL", syscall(SYS_fcntl, one, F_OFD_SETLK, &(struct flock){.l_pid = 1}));
  // The second descriptor's locks are the first one's: none is in the other's way, and each releases.
  ACT("record", "ok", record(one, F_SETLK, F_WRLCK, 0, 10));
  ACT("record-other-descriptor", "ok", record(two, F_SETLK, F_WRLCK, 5, 10));
  expect("own-locks-are-not-in-the-way", -1, in_the_way(two, F_GETLK, 0, 100));
  expect("another-file's-are", 0, in_the_way(two, F_OFD_GETLK, 0, 100));
  ACT("record-release-by-other", "ok", record(two, F_SETLK, F_UNLCK, 0, 8));
  expect("what-is-left", 8, in_the_way(two, F_OFD_GETLK, 0, 100));
  lseek(two, 8, SEEK_SET);
  ACT("record-from-offset", "ok",
      syscall(SYS_fcntl, two, F_SETLK, &(struct flock){.l_type = F_UNLCK, .l_whence = SEEK_CUR, .l_len = 2}));
  expect("from-offset", 10, in_the_way(two, F_OFD_GETLK, 0, 100));
  ACT("file-beside-record", "EAGAIN", record(two, F_OFD_SETLK, F_WRLCK, 0, 100));
  close(one);
  expect("released-by-close", -1, in_the_way(two, F_OFD_GETLK, 0, 100));
  ACT("record-new-home", "ok", record(two, F_SETLK, F_WRLCK, 0, 10));
  // Another file at the home's number takes nothing over.
  int other = open_by(ALL, "other", 2);
  dup2(other, two);
  ACT("record-of-other", "ok", record(other, F_SETLK, F_WRLCK, 0, 10));
  ACT("record-after-replacing", "EBADF", record(written, F_SETLK, F_RDLCK, 0, 10));
  ACT("record-written", "ok", record(written, F_SETLKW, F_WRLCK, 0, 10));
  one = open_by(ALL, "file", 2);
  expect("only-one-lock", 0, in_the_way(one, F_OFD_GETLK, 0, 100));
  ACT("record-everything", "ok", record(one, F_SETLK, F_UNLCK, 0, 0));
  expect("nothing-left", -1, in_the_way(one, F_OFD_GETLK, 0, 100));
  // One that was opened for reading beneath a directory that may be written.
  ACT("record-read-only", "ok", record(read_only, F_SETLK, F_RDLCK, 0, 10));
  ACT("record-read-only-exclusive", "EBADF", record(read_only, F_SETLK, F_WRLCK, 0, 10));
  ACT("record-cannot-move", "ENOLCK", record(one, F_SETLK, F_WRLCK, 0, 10));
  ACT("record-read-only-end", "ok", record(one, F_SETLK, F_UNLCK, 0, 0));
  ACT("record-moved", "ok", record(one, F_SETLK, F_WRLCK, 0, 10));
  ACT("record-read-only-at-home", "ok", record(read_only, F_SETLK, F_RDLCK, 0, 10));
  // More files than the broker remembers, each closed with its lock.
  for (int i = 0; i < 600; i++) {
    char name[16];
    snprintf(name, sizeof name, "many%d", i);
    int many = (int)syscall(SYS_openat2, ALL, name, getauxval(0x1001) + 32 * (512 + 512 * 1 + 2), 24);
    if (record(many, F_SETLK, F_WRLCK, 0, 1) != 0) printf("lock %d: errno %d\n", i, errno);
    close(many);
  }
}

static int first, second;

static void *wait_for_it(void *how) {
  long result = how != NULL ? flock(second, LOCK_EX) : record(second, F_OFD_SETLKW, F_WRLCK, 0, 1);
  return (void *)result;
}

static void lock_in_threads(void) {
  first = open_by(ALL, "file", 2);
  second = open_by(ALL, "file", 2);
  for (int turn = 0; turn < 2; turn++) {
    pthread_t waiter;
    void *result;
    ACT("first", "ok", turn ? flock(first, LOCK_EX) : record(first, F_OFD_SETLK, F_WRLCK, 0, 1));
    pthread_create(&waiter, NULL, wait_for_it, turn ? "flock" : NULL);
    usleep(50000);
    ACT("broker-serves", "ok", syscall(SYS_mkdirat, ALL, turn ? "one" : "two", 0755));
    ACT("still-waits", "EBUSY", (errno = pthread_tryjoin_np(waiter, &result), errno == 0 ? 0 : -1));
    ACT("release", "ok", turn ? flock(first, LOCK_UN) : record(first, F_OFD_SETLK, F_UNLCK, 0, 1));
    pthread_join(waiter, &result);
    ACT("waited", "ok", (long)result);
    ACT("taken", "EAGAIN", turn ? flock(first, LOCK_EX | LOCK_NB) : record(first, F_OFD_SETLK, F_WRLCK, 0, 1));
  }
}

static void say(int signal) { dprintf(1, "signal %d\n", signal); }

static void wait_for_file(const char *how, const char *what) {
  int file = open_by(ALL, "file", 2);
  struct sigaction action = {.sa_handler = say, .sa_flags = strcmp(what, "restart") == 0 ? SA_RESTART : 0};
  sigaction(SIGALRM, &action, NULL);
  dprintf(1, "waiting\n");
  if (strcmp(what, "plain") != 0) ualarm(200000, 0);
  int command = strcmp(how, "record") == 0 ? F_SETLKW : F_OFD_SETLKW;
  ACT("wait", strcmp(what, "alarm") == 0 ? "EINTR" : "ok",
      strcmp(how, "flock") == 0 ? flock(file, LOCK_EX) : record(file, command, F_WRLCK, 0, 0));
}

int main(int count, char **arguments) {
  setvbuf(stdout, NULL, _IONBF, 0);
  const char *mode = count > 1 ? arguments[1] : "";
  if (strcmp(mode, "acts") == 0) lock_files();
  if (strcmp(mode, "threads") == 0) lock_in_threads();
  if (strcmp(mode, "wait") == 0 && count > 3) wait_for_file(arguments[2], arguments[3]);
  if (strcmp(mode, "hold") == 0) {
    ACT("hold", "ok", record(open_by(ALL, "file", 2), F_SETLK, F_WRLCK, 0, 0));
    dprintf(1, "holding\n");
    pause();
  }
  printf("%d acts\n", acts);
  return 0;
}
