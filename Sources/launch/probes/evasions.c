// Ways around the filter and the table, and authority that a held descriptor may carry.
#define _GNU_SOURCE
#include "probe.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/uio.h>

static long own_how(const char *path, uint64_t resolve) {
  struct open_how how = {.flags = O_RDONLY, .resolve = resolve};
  return opened(syscall(SYS_openat2, WRITABLE, path, &how, sizeof how));
}

// Outside there is no table: the same acts on a private copy, which succeed.
static unsigned long table(void) {
  static unsigned char copy[TABLE_SIZE] __attribute__((aligned(TABLE_SIZE)));
  return probe_table != 0 ? probe_table : (unsigned long)copy;
}

static long slot_at(unsigned long offset, unsigned long size) {
  return opened(syscall(SYS_openat2, WRITABLE, "in", table() + offset, size));
}

static long read_into_table(void) {
  return syscall(SYS_pread64, FILE_READABLE, table() + 16, 4, 0);
}

static long readv_into_table(void) {
  struct iovec part = {(void *)(table() + 16), 4};
  return syscall(SYS_preadv, FILE_READABLE, &part, 1, 0, 0);
}

static long map_over_table(void) {
  long result = syscall(SYS_mmap, table(), 4096, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  return result == -1 ? -1 : 0;
}

static long move_table(void) {
  return syscall(SYS_mremap, table(), 4096, 8192, MREMAP_MAYMOVE, 0) == -1 ? -1 : 0;
}

// Moves a page of ours to where the table is.
static long move_over_table(void) {
  void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return syscall(SYS_mremap, page, 4096, 4096, MREMAP_MAYMOVE | MREMAP_FIXED, table()) == -1 ? -1
                                                                                             : 0;
}

static void *open_in_thread(void *result) {
  long opening = opened(syscall(SYS_open, "/etc/passwd", O_RDONLY));
  *(long *)result = opening < 0 ? -errno : 0;
  return NULL;
}

static long from_thread(void) {
  pthread_t thread;
  long result = 0;
  if (pthread_create(&thread, NULL, open_in_thread, &result) != 0) {
    probe_reason = "no-thread";
    return -1;
  }
  pthread_join(thread, NULL);
  errno = (int)-result;
  return result;
}

void probe_evasions(void) {
  TRY("evasion/own-how", own_how("/etc/passwd", 0));
  TRY("evasion/own-how-up", own_how("../secret", 0));
  TRY("evasion/own-how-in-root", own_how("/in", RESOLVE_IN_ROOT));
  TRY("evasion/misaligned-slot", slot_at(8, 24));
  TRY("evasion/larger-how", slot_at(0, 32));
  TRY("evasion/slot-behind-table", opened(syscall(SYS_openat2, WRITABLE, "in",
                                                  probe_table != 0 ? table() + TABLE_SIZE : table(), 24)));
  TRY("evasion/read-into-table", read_into_table());
  TRY("evasion/readv-into-table", readv_into_table());
  TRY("evasion/random-into-table", syscall(SYS_getrandom, table(), 8, 0));
  TRY("evasion/protect-table", syscall(SYS_mprotect, table(), 4096, PROT_READ | PROT_WRITE));
  TRY("evasion/unmap-table", syscall(SYS_munmap, table(), 4096));
  TRY("evasion/map-over-table", map_over_table());
  TRY("evasion/move-table", move_table());
  TRY("evasion/move-over-table", move_over_table());
  TRY("evasion/advise-no-fork", syscall(SYS_madvise, table(), 4096, MADV_DONTFORK));
  TRY("evasion/key-of-table",
      syscall(SYS_pkey_mprotect, table(), 4096, PROT_READ | PROT_WRITE, -1));
  TRY("evasion/slot-above-32-bits", slot_at(probe_table != 0 ? 1UL << 32 : 0, 24));
  TRY("evasion/thread-opens", from_thread());
}

// Inside any descriptor does, as the request is what is refused.
static int terminal(void) {
  return probe_is_control ? (int)syscall(SYS_openat, AT_FDCWD, "/dev/ptmx", O_RDWR | O_NOCTTY) : 1;
}

// Given back at once: it belongs to the open file, not to the child that took it, and the next open
// for writing would wait for 45 seconds (proc(5), lease-break-time).
static long take_lease(void) {
  long result = syscall(SYS_fcntl, FILE_READABLE, 1024 /* F_SETLEASE */, F_RDLCK);
  int error = errno;
  if (result == 0) syscall(SYS_fcntl, FILE_READABLE, 1024, F_UNLCK);
  errno = error;
  return result;
}

// Row 11: RWF_NOAPPEND (0x20) writes over a log that was opened for appending.
static long write_over_log(void) {
  long log = probe_table != 0 ? syscall(SYS_openat2, WRITABLE, "in",
                                        probe_table + SLOT_APPEND * TABLE_SLOT_SIZE, 24)
                              : syscall(SYS_openat, WRITABLE, "in", O_WRONLY | O_APPEND);
  struct iovec part = {"IN\n", 3};
  return syscall(SYS_pwritev2, log, &part, 1, 0, 0, 0x20);
}

// unix(7), Linux 6.5: a descriptor of the process at the other end.
static long peer_process(int socket) {
  int process = -1;
  unsigned size = sizeof process;
  long result = syscall(SYS_getsockopt, socket, SOL_SOCKET, 77 /* SO_PEERPIDFD */, &process, &size);
  return result < 0 ? result : process;
}

void probe_grants(void) {
  int pair[2] = {-1, -1};
  TRY("grant/write-readable-file", beneath(READABLE, "in", SLOT_WRITE));
  TRY("grant/create-in-readable", beneath(READABLE, "created", SLOT_CREATE));
  TRY("grant/truncate-readable", beneath(READABLE, "in", SLOT_TRUNCATE));
  TRY("grant/truncate-without-writing", beneath(READABLE, "in", SLOT_READ_TRUNCATE));
  TRY("grant/lock-readable", syscall(SYS_flock, FILE_READABLE, 2 | 4));
  TRY("grant/owner-of-signals", (syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, pair),
                                 syscall(SYS_fcntl, pair[0], F_SETOWN, getppid())));
  TRY("grant/asynchronous", (syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, pair),
                             syscall(SYS_fcntl, pair[0], F_SETFL, O_ASYNC)));
  TRY("grant/lease", take_lease());
  TRY("grant/notify", syscall(SYS_fcntl, READABLE, 1026 /* F_NOTIFY */, 0x20));
  TRY("grant/asynchronous-request", (syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, pair),
                                     syscall(SYS_ioctl, pair[0], FIOASYNC, (int[1]){1})));
  TRY("grant/size-of-pipe", (syscall(SYS_pipe2, pair, 0),
                             syscall(SYS_fcntl, pair[0], 1031 /* F_SETPIPE_SZ */, 8192)));
  TRY("grant/write-over-log", write_over_log());
  TRY("grant/type-into-terminal", syscall(SYS_ioctl, terminal(), TIOCSTI, "x"));
  TRY("grant/reopen-for-writing", opened(syscall(SYS_open, "/proc/self/fd/5", O_RDWR)));
  TRY("grant/descriptor-of-peer", (syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, pair),
                                   opened(peer_process(pair[0]))));
  TRY("grant/pass-process", (syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, pair),
                             syscall(SYS_setsockopt, pair[0], SOL_SOCKET, 16 /* SO_PASSCRED */,
                                     (int[1]){1}, sizeof(int))));
  TRY("grant/file-flags", syscall(SYS_ioctl, FILE_READABLE, 0x80086601 /* FS_IOC_GETFLAGS */,
                                  (long[1]){0}));
  TRY("grant/fast-open", (syscall(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, pair),
                          syscall(SYS_sendto, pair[0], "", 1, MESSAGE_FAST_OPEN, NULL, 0)));
  TRY("grant/own-core-dumps",
      syscall(SYS_prlimit64, 0, 4 /* RLIMIT_CORE */, (unsigned long[2]){0, 0}, NULL));
}

// Linux kills a process that uses another architecture's numbers, so the line is printed first and
// corrected if we are still there.
void probe_foreign_calls(const char *which) {
  static const char path[] = "/etc/passwd";
  long result = -ENOSYS;
  int is_x32 = which[0] == 'x';
  const char *name = is_x32 ? "evasion/x32" : "evasion/int80";
  if (!probe_is_control) {
    printf("%s refused SIGSYS\n", name);
    fflush(stdout);
  }
  if (!probe_begins(name)) return;
  if (is_x32) {
    result = syscall(0x40000000 | SYS_open, path, O_RDONLY);
    result = result < 0 ? -errno : result;
  } else {
    // open is 5 in the i386 table; the pointer must lie in the low 4 GiB.
    register long answer __asm__("rax") = 5;
    __asm__ volatile("int $0x80" : "+r"(answer) : "b"(path), "c"(0), "d"(0) : "memory");
    result = (int)answer;
  }
  if (result < 0) errno = (int)-result;
  probe_ends(result < 0 ? -1 : result);
}
