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
  return syscall(SYS_read, FILE_READABLE, text, sizeof text);
}

static long status_of_held(void) {
  struct stat status;
  long result = syscall(SYS_newfstatat, FILE_READABLE, probe_table != 0 ? NULL : "", &status,
                        AT_EMPTY_PATH);
  return result < 0 ? result : S_ISREG(status.st_mode) ? 0 : -1;
}

static long status_by_path(void) {
  if (probe_table == 0) return 0;
  long file =
      syscall(SYS_openat2, READABLE, "in", probe_table + SLOT_PATH * TABLE_SLOT_SIZE, 24);
  struct stat status;
  // fstat of glibc 2.36 asks with a path of "", which only the sealed one may be.
  return file < 0 ? file : syscall(SYS_fstat, file, &status);
}

static long read_link(void) {
  char target[16];
  if (probe_table == 0) return syscall(SYS_readlinkat, WRITABLE, "link", target, sizeof target);
  long link = syscall(SYS_openat2, WRITABLE, "link",
                      probe_table + SLOT_PATH_NOFOLLOW * TABLE_SLOT_SIZE, 24);
  if (link < 0) return link;
  return syscall(SYS_readlinkat, link, probe_table + TABLE_EMPTY_STRING, target, sizeof target);
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
  long file = probe_table != 0
                  ? syscall(SYS_openat2, WRITABLE, "new",
                            probe_table + SLOT_CREATE * TABLE_SLOT_SIZE, 24)
                  : syscall(SYS_openat, WRITABLE, "new", O_WRONLY | O_CREAT, 0644);
  if (file < 0) return file;
  long result = syscall(SYS_write, file, "new\n", 4);
  close((int)file);
  return result;
}

static long signal_self(void) {
  signal(SIGUSR1, SIG_IGN);
  return syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), SIGUSR1);
}

static long poll_pipe(void) {
  int ends[2];
  if (syscall(SYS_pipe2, ends, O_CLOEXEC) < 0) return -1;
  struct pollfd waiting = {ends[1], POLLOUT, 0};
  return syscall(SYS_poll, &waiting, 1, 0) == 1 ? 0 : -1;
}

static long list_directory(void) {
  long copy = probe_table != 0
                  ? syscall(SYS_openat2, READABLE, ".",
                            probe_table + SLOT_DIRECTORY * TABLE_SLOT_SIZE, 24)
                  : syscall(SYS_openat, READABLE, ".", O_RDONLY | O_DIRECTORY);
  char entries[1024];
  return copy < 0 ? copy : syscall(SYS_getdents64, copy, entries, sizeof entries);
}

void probe_abilities(void) {
  struct timespec time;
  char bytes[16];
  TRY("ability/open-beneath", beneath(WRITABLE, "in", SLOT_READ));
  TRY("ability/open-deep", beneath(WRITABLE, "sub/deep", SLOT_READ));
  TRY("ability/open-by-way-of-parent", beneath(WRITABLE, "sub/../in", SLOT_READ));
  TRY("ability/open-link-inside", beneath(WRITABLE, "link", SLOT_READ));
  TRY("ability/open-readable", beneath(READABLE, "in", SLOT_READ));
  TRY("ability/create", write_created());
  TRY("ability/truncate", beneath(WRITABLE, "new", SLOT_TRUNCATE));
  TRY("ability/read-granted-file", read_file());
  TRY("ability/status-of-held", status_of_held());
  TRY("ability/status-by-path", status_by_path());
  TRY("ability/read-link", read_link());
  TRY("ability/list", list_directory());
  TRY("ability/thread", make_thread());
  TRY("ability/signal-itself", signal_self());
  TRY("ability/clock", syscall(SYS_clock_gettime, CLOCK_REALTIME, &time));
  TRY("ability/clock-without-call", clock_gettime(CLOCK_MONOTONIC, &time));
  TRY("ability/random", syscall(SYS_getrandom, bytes, sizeof bytes, 0));
  TRY("ability/pipe-and-poll", poll_pipe());
  TRY("ability/stream-pair", syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, (int[2]){0, 0}));
  TRY("ability/anonymous-memory", opened(syscall(SYS_memfd_create, "probe", 0)));
}
