// Authority that a held descriptor carries by fcntl and ioctl, and what a process may do to itself.
#define _GNU_SOURCE
#include "probe.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <termios.h>

static int pair[2] = {-1, -1};

// Inside any descriptor does, as the request is what is refused.
static int terminal(void) {
  return probe_is_control ? (int)raw(SYS_openat, CWD, "/dev/ptmx", O_RDWR | O_NOCTTY) : 1;
}

// Given back at once: it belongs to the open file, not to the child that took it, and the next open
// for writing would wait for 45 seconds (proc(5), lease-break-time).
static long take_lease(void) {
  long result = raw(SYS_fcntl, FILE_READABLE, 1024 /* F_SETLEASE */, F_RDLCK);
  int error = errno;
  if (result == 0) raw(SYS_fcntl, FILE_READABLE, 1024, F_UNLCK);
  errno = error;
  return result;
}

// Row 11: RWF_NOAPPEND (0x20) writes over a log that was opened for appending.
static long write_over_log(void) {
  long log = open_beneath(WRITABLE, "in", SLOT_APPEND);
  struct iovec part = {"IN\n", 3};
  return raw(SYS_pwritev2, log, &part, 1, 0, 0, 0x20);
}

static long unlocked_terminal(void) {
  int master = terminal();
  if (probe_is_control) raw(SYS_ioctl, master, TIOCSPTLCK, (int[1]){0});
  return opened(raw(SYS_ioctl, master, 0x5441 /* TIOCGPTPEER */, O_RDWR | O_NOCTTY));
}

static long type(void) {
  int master = terminal();
  if (probe_is_control) {
    raw(SYS_ioctl, master, TIOCSPTLCK, (int[1]){0});
    // A terminal of one's own, as the caller's would be.
    raw(SYS_setsid);
    master = (int)raw(SYS_ioctl, master, 0x5441, O_RDWR);
  }
  return raw(SYS_ioctl, master, TIOCSTI, "x");
}

#define FCNTL(command, ...) raw(SYS_fcntl, pair[0], command, __VA_ARGS__)
#define PRCTL(...) raw(SYS_prctl, __VA_ARGS__)

void probe_controls(void) {
  raw(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, pair);
  struct {
    int kind, id;
  } owner = {1, getppid()};
  struct termios mode;
  struct winsize size = {0};
  TRY("grant/owner-of-signals", BY_FILTER, "F_SETOWN to the parent", FCNTL(F_SETOWN, getppid()));
  TRY("grant/owner-of-signals-ex", BY_FILTER, "F_SETOWN_EX to the parent", FCNTL(15, &owner));
  TRY("grant/signal-of-choice", BY_FILTER, "F_SETSIG to SIGKILL", FCNTL(10, 9));
  TRY("grant/asynchronous", BY_FILTER, "F_SETFL with O_ASYNC", FCNTL(F_SETFL, O_ASYNC));
  TRY("grant/asynchronous-request", BY_FILTER, "FIOASYNC", raw(SYS_ioctl, pair[0], FIOASYNC, (int[1]){1}));
  TRY("grant/owner-by-request", BY_FILTER, "FIOSETOWN", raw(SYS_ioctl, pair[0], 0x8901, (int[1]){getppid()}));
  TRY("grant/no-access-time", BY_FILTER, "F_SETFL with O_NOATIME",
      raw(SYS_fcntl, FILE_READABLE, F_SETFL, O_NOATIME));
  TRY("grant/lease", BY_FILTER, "F_SETLEASE, which stalls who opens the file", take_lease());
  TRY("grant/ask-lease", BY_FILTER, "F_GETLEASE", raw(SYS_fcntl, FILE_READABLE, 1025, 0));
  TRY("grant/notify", BY_FILTER, "F_NOTIFY", raw(SYS_fcntl, READABLE, 1026 /* F_NOTIFY */, 0x20));
  TRY("grant/size-of-pipe", BY_FILTER, "F_SETPIPE_SZ",
      (raw(SYS_pipe2, pair, 0), raw(SYS_fcntl, pair[0], 1031, 8192)));
  TRY("grant/write-over-log", BY_FILTER, "RWF_NOAPPEND on a log", write_over_log());
  TRY("grant/type-into-terminal", BY_FILTER, "TIOCSTI", type());
  TRY("grant/terminal-mode", BY_FILTER, "TCSETS",
      (raw(SYS_ioctl, terminal(), TCGETS, &mode), raw(SYS_ioctl, terminal(), TCSETS, &mode)));
  TRY("grant/terminal-size", BY_FILTER, "TIOCSWINSZ", raw(SYS_ioctl, terminal(), TIOCSWINSZ, &size));
  TRY("grant/other-end-of-terminal", BY_FILTER, "TIOCGPTPEER", unlocked_terminal());
  TRY("grant/file-flags", BY_FILTER, "FS_IOC_GETFLAGS",
      raw(SYS_ioctl, FILE_READABLE, 0x80086601, (long[1]){0}));
  TRY("grant/block-size", BY_FILTER, "FIGETBSZ", raw(SYS_ioctl, FILE_READABLE, 2, (int[1]){0}));
  TRY("self/die-without-broker", BY_FILTER, "PR_SET_PDEATHSIG to none", PRCTL(PR_SET_PDEATHSIG, 0, 0, 0, 0));
  TRY("process/dumpable-again", BY_FILTER, "PR_SET_DUMPABLE", PRCTL(PR_SET_DUMPABLE, 1, 0, 0, 0));
  TRY("self/reaper", BY_FILTER, "PR_SET_CHILD_SUBREAPER", PRCTL(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0));
  TRY("self/huge-pages", BY_FILTER, "PR_SET_THP_DISABLE", PRCTL(41, 0, 0, 0, 0));
  TRY("self/security-bits", BY_FILTER, "PR_GET_SECUREBITS", PRCTL(PR_GET_SECUREBITS, 0, 0, 0, 0));
  TRY("self/bounding-set", BY_FILTER, "PR_CAPBSET_READ", PRCTL(PR_CAPBSET_READ, 0, 0, 0, 0));
  TRY("self/timer-slack", BY_FILTER, "PR_SET_TIMERSLACK", PRCTL(PR_SET_TIMERSLACK, 50000, 0, 0, 0));
  TRY("self/time-stamp-counter", BY_FILTER, "PR_GET_TSC", PRCTL(PR_GET_TSC, (int[1]){0}, 0, 0, 0));
  TRY("self/keep-capabilities", BY_FILTER, "PR_SET_KEEPCAPS", PRCTL(PR_SET_KEEPCAPS, 0, 0, 0, 0));
  TRY("grant/own-core-dumps", BY_FILTER, "RLIMIT_CORE by prlimit64",
      raw(SYS_prlimit64, 0, 4, (unsigned long[2]){0, 0}, NULL));
}

// Rights of a grant for reading, which overlaps nothing.
void probe_grants(void) {
  TRY("grant/write-readable-file", by_reading, "open for writing in a directory for reading",
      beneath(READABLE, "in", SLOT_WRITE));
  TRY("grant/append-readable-file", by_reading, "open for appending in it",
      beneath(READABLE, "in", SLOT_APPEND));
  // A read-only mount lets pipes be written to: Landlock alone is in the way.
  TRY("grant/pipe-in-readable", BY_LANDLOCK, "open a named pipe in it for reading and writing",
      beneath(READABLE, "pipe", SLOT_READ_WRITE));
  TRY("grant/create-in-readable", by_reading, "create in it", beneath(READABLE, "created", SLOT_CREATE));
  TRY("grant/truncate-readable", by_reading, "open for emptying in it",
      beneath(READABLE, "in", SLOT_TRUNCATE));
  TRY("grant/truncate-without-writing", by_reading, "open for reading and emptying in it",
      beneath(READABLE, "in", SLOT_READ_TRUNCATE));
  TRY("grant/reopen-for-writing", BY_FILTER, "open /proc/self/fd/5 for writing",
      opened(raw(SYS_open, "/proc/self/fd/5", O_RDWR)));
  // Row 11: a log is a pipe whose end the program cannot turn back.
  TRY("log/truncate", "pump EINVAL", "ftruncate of a log", raw(SYS_ftruncate, LOG, 0));
  TRY("log/rewind", "pump ESPIPE", "lseek to a log's beginning", raw(SYS_lseek, LOG, 0, SEEK_SET));
  TRY("log/overwrite", "pump ESPIPE", "pwrite64 at a log's beginning, after F_SETFL took O_APPEND away",
      (raw(SYS_fcntl, LOG, F_SETFL, 0), raw(SYS_pwrite64, LOG, "FIRST", 5, 0)));
  TRY("log/punch", "pump ESPIPE", "fallocate a hole in a log", raw(SYS_fallocate, LOG, 3, 0, 4));
  TRY("memory/write", "memory EBADF", "write to sealed memory", raw(SYS_write, MEMORY, "x", 1));
  TRY("memory/grow", "memory EINVAL", "ftruncate of sealed memory", raw(SYS_ftruncate, MEMORY, 4096));
  TRY("memory/seal", "memory EPERM", "F_ADD_SEALS on sealed memory", raw(SYS_fcntl, MEMORY, 1033, 2));
  TRY("unlisted/list", "launcher EBADF", "getdents64 of a directory without `list`",
      raw(SYS_getdents64, UNLISTED, (char[512]){0}, 512));
  TRY("unlisted/open-and-list", BY_LANDLOCK, "open `.` of it to list it",
      beneath(UNLISTED, ".", SLOT_DIRECTORY));
  TRY_AS(NOWHERE, "grant/write-granted-file", "kernel EBADF", "write to a file granted for reading",
         raw(SYS_write, FILE_READABLE, "x", 1));
  TRY_AS(NOWHERE, "grant/truncate-granted-file", "kernel EINVAL", "ftruncate of it",
         raw(SYS_ftruncate, FILE_READABLE, 0));
  TRY_AS(NOWHERE, "grant/map-granted-file", "kernel EACCES", "map it shared and writable",
         raw(SYS_mmap, 0, 4096, 3, 1, FILE_READABLE, 0));
  TRY_AS(NOWHERE, "grant/copy-to-granted-file", "kernel EBADF", "copy_file_range to it",
         raw(SYS_copy_file_range, FILE_READABLE, NULL, FILE_READABLE, NULL, 1, 0));
}
