// What a confined program must still be able to do.
#define _GNU_SOURCE
#include "probe.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>

static long read_file(void) {
  char text[8];
  return raw(SYS_read, FILE_READABLE, text, sizeof text);
}

static long status_of_held(void) {
  struct stat status;
  long result = raw(SYS_newfstatat, FILE_READABLE, probe_table != 0 ? NULL : "", &status,
                        AT_EMPTY_PATH);
  return result < 0 ? result : S_ISREG(status.st_mode) ? 0 : -1;
}

static long status_by_path(void) {
  long file = open_beneath(READABLE, "in", SLOT_PATH);
  struct stat status;
  // fstat of glibc 2.36 asks with a path of "", which only the sealed one may be.
  return file < 0 ? file : raw(SYS_fstat, file, &status);
}

static long read_link(void) {
  char target[16];
  long link = open_beneath(WRITABLE, "link", SLOT_PATH_NOFOLLOW);
  if (link < 0) return link;
  return raw(SYS_readlinkat, link, empty_string(), target, sizeof target);
}

static void *do_nothing(void *argument) { return argument; }

static long make_thread(void) {
  pthread_t thread;
  int error = pthread_create(&thread, NULL, do_nothing, NULL);
  if (error == 0) error = pthread_join(thread, NULL);
  errno = error;
  return error == 0 ? 0 : -1;
}

static long write_created(void) {
  long file = open_beneath(WRITABLE, "new", SLOT_CREATE);
  if (file < 0) return file;
  long result = raw(SYS_write, file, "new\n", 4);
  // Row 12: the mode that was asked for, and no other.
  struct stat status;
  if (fstat((int)file, &status) != 0 || (status.st_mode & 07777) != 0644) result = -1;
  close((int)file);
  return result;
}

static volatile sig_atomic_t signals;
static void count_signal(int number) { signals += number == SIGUSR1; }

static long raise_signal(void) {
  signal(SIGUSR1, count_signal);
  long result = raw(SYS_tgkill, getpid(), raw(SYS_gettid), SIGUSR1);
  return result < 0 ? result : signals == 1 ? 0 : -1;
}

static long poll_pipe(void) {
  int ends[2];
  if (raw(SYS_pipe2, ends, O_CLOEXEC) < 0) return -1;
  struct pollfd waiting = {ends[1], POLLOUT, 0};
  return raw(SYS_poll, &waiting, 1, 0) == 1 ? 0 : -1;
}

static long list_directory(void) {
  long copy = open_beneath(READABLE, ".", SLOT_DIRECTORY);
  char entries[1024];
  return copy < 0 ? copy : raw(SYS_getdents64, copy, entries, sizeof entries);
}

static long append(void) {
  long log = open_beneath(WRITABLE, "log", SLOT_CREATE | 4 << 2);
  long result = raw(SYS_write, log, "line\n", 5);
  opened(log);
  return result;
}

static long through_pipe(void) {
  if (raw(SYS_mknodat, WRITABLE, "pipe", S_IFIFO | 0644, 0) < 0 && errno != EEXIST) return -1;
  // Not in the way of anybody: the broker opens nothing.
  return beneath(WRITABLE, "pipe", SLOT_READ_NONBLOCK);
}

// rseq(2): the launcher has no registration that would be in the way. musl makes none.
static long register_sequence(void) {
  static char area[32] __attribute__((aligned(32)));
  return raw(SYS_rseq, area, sizeof area, 0, 0x53053053);
}

void probe_abilities(void) {
  struct timespec time;
  char bytes[16], bytes_of_entries[1024];
  CAN("ability/open-beneath", "open a file", beneath(WRITABLE, "in", SLOT_READ));
  CAN("ability/open-deep", "open sub/deep", beneath(WRITABLE, "sub/deep", SLOT_READ));
  CAN("ability/open-by-way-of-parent", "open sub/../in", beneath(WRITABLE, "sub/../in", SLOT_READ));
  CAN("ability/open-link-inside", "follow a link inside", beneath(WRITABLE, "link", SLOT_READ));
  CAN("ability/open-readable", "open a file for reading", beneath(READABLE, "in", SLOT_READ));
  CAN("ability/create", "create a file with its mode", write_created());
  CAN("ability/truncate", "empty a file", beneath(WRITABLE, "new", SLOT_TRUNCATE));
  CAN("ability/append", "append to a file", append());
  CAN("ability/read-granted-file", "read a granted file", read_file());
  CAN("ability/status-of-held", "fstatat without a path", status_of_held());
  CAN("ability/status-by-path", "open by O_PATH and fstat", status_by_path());
  CAN("ability/read-link", "readlinkat of an O_PATH descriptor", read_link());
  CAN("ability/list", "list a directory", list_directory());
  CAN("ability/list-granted", "list a granted directory by its own descriptor",
      raw(SYS_getdents64, READABLE, bytes_of_entries, sizeof bytes_of_entries));
  CAN("ability/mkdir", "mkdirat and unlinkat of a directory",
      raw(SYS_mkdirat, WRITABLE, "made", 0755) < 0 ? -1
                                                       : raw(SYS_unlinkat, WRITABLE, "made", AT_REMOVEDIR));
  CAN("ability/link-and-rename", "linkat, renameat, unlinkat",
      raw(SYS_linkat, WRITABLE, "in", WRITABLE, "hard", 0) < 0      ? -1
      : raw(SYS_renameat, WRITABLE, "hard", WRITABLE, "sub/hard") < 0 ? -1
                                                                          : raw(SYS_unlinkat, WRITABLE, "sub/hard", 0));
  CAN("ability/named-pipe", "make a named pipe and open it", through_pipe());
  CAN("ability/thread", "start a thread", make_thread());
  CAN("ability/signal-itself", "raise a signal and handle it", raise_signal());
  CAN("ability/sequence", "rseq", register_sequence());
  CAN("ability/clock", "clock_gettime by a call", raw(SYS_clock_gettime, CLOCK_REALTIME, &time));
  CAN("ability/clock-without-call", "clock_gettime by the vDSO", clock_gettime(CLOCK_MONOTONIC, &time));
  CAN("ability/random", "getrandom", raw(SYS_getrandom, bytes, sizeof bytes, 0));
  CAN("ability/pipe-and-poll", "pipe2 and poll", poll_pipe());
  CAN("ability/stream-pair", "socketpair of streams", raw(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, (int[2]){0, 0}));
  CAN("ability/anonymous-memory", "memfd_create", opened(raw(SYS_memfd_create, "probe", 0)));
}
