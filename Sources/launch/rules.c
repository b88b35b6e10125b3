// The allow-list. What is not here fails with ENOTCAPABLE. "Row N" is the row of the table in
// docs/runtime.md that shows what the rule stops.
#include "rules.h"

#include <asm/ioctl.h>
#include <asm/ioctls.h>
#include <asm/prctl.h>
#include <asm/socket.h>
#include <asm/unistd.h>
#include <linux/fcntl.h>
#include <linux/fs.h>
#include <linux/mman.h>
#include <linux/net.h>
#include <linux/openat2.h>
#include <linux/prctl.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <linux/socket.h>
#include <linux/tcp.h>

#include "linux.h"

// madvise(2) advice that only speaks about one's own memory. Not DONTFORK and its relatives (row 1),
// REMOVE (writes), MERGEABLE (a timing channel between processes), HWPOISON.
static const uint32_t memory_advice[] = {
    MADV_NORMAL, MADV_RANDOM,     MADV_SEQUENTIAL, MADV_WILLNEED, MADV_DONTNEED,
    MADV_FREE,   MADV_HUGEPAGE,   MADV_NOHUGEPAGE, MADV_DONTDUMP, MADV_DODUMP,
    MADV_COLD,   MADV_PAGEOUT,    MADV_POPULATE_READ, MADV_POPULATE_WRITE,
};

// Row 8: no F_SETOWN, F_SETSIG (signals to others), F_SETLEASE, F_NOTIFY (stall or watch others).
// F_SETFL has a rule of its own.
static const uint32_t file_controls[] = {
    F_DUPFD, F_DUPFD_CLOEXEC, F_GETFD, F_SETFD, F_GETFL, 36 /* F_OFD_GETLK */,
    F_GETPIPE_SZ, F_GET_SEALS, F_ADD_SEALS,
};

static const uint32_t lock_controls[] = {
    F_GETLK, F_SETLK, F_SETLKW, 37 /* F_OFD_SETLK */, 38 /* F_OFD_SETLKW, asm-generic/fcntl.h */,
};

// Row 8: TIOCSTI types into somebody's shell.
static const uint32_t device_requests[] = {FIONREAD, FIONBIO, FIOCLEX, FIONCLEX, TIOCGWINSZ, TCGETS};

// Modes, queues and the flow of one's own terminal, ioctl_tty(2). Not its size, which is that of the caller's.
static const uint32_t terminal_requests[] = {
    TCSETS, TCSETSW, TCSETSF, TCFLSH, TCXONC, TCSBRK, TCSBRKP, TIOCOUTQ,
};

// What tells of the socket itself. SO_PEERPIDFD (Linux 6.5) would make a descriptor of the process
// at the other end; some protocols make new sockets by getsockopt.
static const uint32_t socket_options[] = {
    SO_REUSEADDR, SO_TYPE,     SO_ERROR,       SO_SNDBUF, SO_RCVBUF,   SO_KEEPALIVE, SO_LINGER,
    SO_PEERCRED,  SO_RCVLOWAT, SO_RCVTIMEO_OLD, SO_SNDTIMEO_OLD, SO_ACCEPTCONN, SO_PROTOCOL, SO_DOMAIN,
};

// How the held socket itself behaves: buffers, time limits, what servers set on each connection. Not
// SO_BINDTODEVICE, SO_ATTACH_FILTER, SO_MARK, SO_PASSCRED and all that concerns others.
static const uint32_t socket_settings[] = {
    SO_SNDBUF, SO_RCVBUF, SO_KEEPALIVE, SO_LINGER, SO_RCVLOWAT, SO_RCVTIMEO_OLD, SO_SNDTIMEO_OLD,
};

// tcp(7).
static const uint32_t transmission_options[] = {
    TCP_NODELAY, TCP_CORK, TCP_KEEPIDLE, TCP_KEEPINTVL, TCP_KEEPCNT, TCP_QUICKACK, TCP_MAXSEG,
    TCP_USER_TIMEOUT,
};

static const uint32_t process_controls[] = {
    PR_SET_NAME, PR_GET_NAME, PR_GET_DUMPABLE, PR_GET_NO_NEW_PRIVS, PR_SET_VMA,
};

static const uint32_t architecture_controls[] = {ARCH_SET_FS, ARCH_GET_FS, ARCH_SET_GS, ARCH_GET_GS};

// What locks.c does to a file of the program's.
static const uint32_t broker_controls[] = {F_GETFL, 36, 37};

static const uint32_t broker_requests[] = {
    SECCOMP_IOCTL_NOTIF_RECV, SECCOMP_IOCTL_NOTIF_SEND, SECCOMP_IOCTL_NOTIF_ID_VALID,
    SECCOMP_IOCTL_NOTIF_ADDFD,
};

#define SET(numbers) (*count = sizeof numbers / sizeof numbers[0], numbers)

const uint32_t *numbers_of(enum number_set set, uint32_t *count) {
  if (set == MEMORY_ADVICE) return SET(memory_advice);
  if (set == FILE_CONTROLS) return SET(file_controls);
  if (set == LOCK_CONTROLS) return SET(lock_controls);
  if (set == DEVICE_REQUESTS) return SET(device_requests);
  if (set == SOCKET_OPTIONS) return SET(socket_options);
  if (set == SOCKET_SETTINGS) return SET(socket_settings);
  if (set == TRANSMISSION_OPTIONS) return SET(transmission_options);
  if (set == PROCESS_CONTROLS) return SET(process_controls);
  if (set == BROKER_CONTROLS) return SET(broker_controls);
  if (set == BROKER_REQUESTS) return SET(broker_requests);
  if (set == TERMINAL_REQUESTS) return SET(terminal_requests);
  return SET(architecture_controls);
}

enum {
  // What musl and glibc pass for a thread, to the bit; musl adds the ignored CLONE_DETACHED.
  THREAD = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM |
           CLONE_SETTLS | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID,
  // Row 8 and open(2): signals to a chosen owner; reading without a trace in the access time.
  UNSAFE_STATUS_FLAGS = FASYNC | O_NOATIME,
  // Linux 6.9's RWF_NOAPPEND and all later flags are left out: row 11.
  SAFE_TRANSFER_FLAGS = 0x1f,
  LAST_CLOCK = 11,  // CLOCK_TAI; above and negative are other processes' clocks: row 10
  CLOSE_RANGE_CLOEXEC_FLAG = 4,
};

#define ALLOW(name) {.call = __NR_##name}
#define WHEN(name, ...) {.call = __NR_##name, .conditions = {__VA_ARGS__}}
#define BROKER(name, ...) \
  {.call = __NR_##name, .asks_broker = 1, .conditions = {__VA_ARGS__}}

static const struct rule standard[] = {
    // Files that are open.
    ALLOW(read), ALLOW(write), ALLOW(readv), ALLOW(writev), ALLOW(pread64), ALLOW(pwrite64),
    ALLOW(preadv), ALLOW(pwritev),
    WHEN(preadv2, {WITHOUT, 5, ~(uint32_t)SAFE_TRANSFER_FLAGS}),
    WHEN(pwritev2, {WITHOUT, 5, ~(uint32_t)SAFE_TRANSFER_FLAGS}),
    ALLOW(lseek), ALLOW(close), ALLOW(fstat), ALLOW(fstatfs), ALLOW(getdents), ALLOW(getdents64),
    ALLOW(ftruncate), ALLOW(fallocate), ALLOW(fsync), ALLOW(fdatasync), ALLOW(sync_file_range),
    ALLOW(fadvise64), ALLOW(readahead), ALLOW(sendfile), ALLOW(copy_file_range), ALLOW(splice),
    ALLOW(tee), ALLOW(vmsplice), ALLOW(dup), ALLOW(dup2), ALLOW(dup3), ALLOW(pipe), ALLOW(pipe2),
    // CLOSE_RANGE_UNSHARE would give a thread a descriptor table of its own.
    WHEN(close_range, {WITHOUT, 2, ~(uint32_t)CLOSE_RANGE_CLOEXEC_FLAG}),
    WHEN(fcntl, {ONE_OF, 1, FILE_CONTROLS}),
    WHEN(fcntl, {VALUE, 1, F_SETFL}, {WITHOUT, 2, UNSAFE_STATUS_FLAGS}),
    WHEN(ioctl, {ONE_OF, 1, DEVICE_REQUESTS}),

    // Waiting.
    ALLOW(poll), ALLOW(ppoll), ALLOW(select), ALLOW(pselect6), ALLOW(epoll_create),
    ALLOW(epoll_create1), ALLOW(epoll_ctl), ALLOW(epoll_wait), ALLOW(epoll_pwait),
    ALLOW(epoll_pwait2), ALLOW(eventfd), ALLOW(eventfd2), ALLOW(signalfd), ALLOW(signalfd4),
    ALLOW(pause), ALLOW(nanosleep), ALLOW(restart_syscall),

    // Sockets that are held: none is made but a pair, none is bound, connected or addressed.
    WHEN(socketpair, {VALUE, 0, 1 /* AF_UNIX */}, {WITHOUT, 1, ~(uint32_t)(1 | O_CLOEXEC | O_NONBLOCK)},
         {WITH, 1, 1 /* SOCK_STREAM, or with 4 SOCK_SEQPACKET */}),
    WHEN(socketpair, {VALUE, 0, 1}, {WITHOUT, 1, ~(uint32_t)(5 | O_CLOEXEC | O_NONBLOCK)},
         {WITH, 1, 5}),
    ALLOW(accept), ALLOW(accept4), ALLOW(shutdown), ALLOW(getsockname), ALLOW(getpeername),
    ALLOW(recvfrom), ALLOW(recvmsg),
    WHEN(getsockopt, {VALUE, 1, SOL_SOCKET}, {ONE_OF, 2, SOCKET_OPTIONS}),
    WHEN(getsockopt, {VALUE, 1, 6 /* IPPROTO_TCP */}, {ONE_OF, 2, TRANSMISSION_OPTIONS}),
    WHEN(setsockopt, {VALUE, 1, SOL_SOCKET}, {ONE_OF, 2, SOCKET_SETTINGS}),
    WHEN(setsockopt, {VALUE, 1, 6}, {ONE_OF, 2, TRANSMISSION_OPTIONS}),
    // Row 7: MSG_FASTOPEN connects where connect() is refused.
    WHEN(sendto, {WIDE_VALUE, 4, 0}, {WITHOUT, 3, MESSAGE_FAST_OPEN}),
    WHEN(sendmsg, {WITHOUT, 2, MESSAGE_FAST_OPEN}),

    // Own memory.
    ALLOW(mmap), ALLOW(munmap), ALLOW(mprotect), ALLOW(mremap), ALLOW(msync), ALLOW(mincore),
    ALLOW(brk), ALLOW(mlock), ALLOW(mlock2), ALLOW(munlock), ALLOW(memfd_create), ALLOW(mseal),
    WHEN(madvise, {ONE_OF, 2, MEMORY_ADVICE}),

    // Threads. Row 1: no second address space, ever. clone3 hides its flags in memory, and is
    // answered ENOSYS by the filter itself so that C libraries fall back to clone.
    WHEN(clone, {WIDE_VALUE, 0, THREAD}),
    WHEN(clone, {WIDE_VALUE, 0, THREAD | CLONE_DETACHED}),
    ALLOW(futex), ALLOW(futex_waitv), ALLOW(set_robust_list), ALLOW(set_tid_address), ALLOW(rseq),
    ALLOW(membarrier), ALLOW(gettid), ALLOW(sched_yield), ALLOW(getcpu), ALLOW(exit),
    ALLOW(exit_group), WHEN(arch_prctl, {ONE_OF, 0, ARCHITECTURE_CONTROLS}),
    WHEN(prctl, {ONE_OF, 0, PROCESS_CONTROLS}),

    // Signals to itself only; tkill names a thread without its process, so the first one alone.
    ALLOW(rt_sigaction), ALLOW(rt_sigprocmask), ALLOW(rt_sigreturn), ALLOW(rt_sigpending),
    ALLOW(rt_sigtimedwait), ALLOW(rt_sigsuspend), ALLOW(sigaltstack),
    WHEN(tgkill, {OWN_PROCESS, 0, 0}), WHEN(tkill, {OWN_PROCESS, 0, 0}),
    WHEN(kill, {OWN_PROCESS, 0, 0}),

    // Time.
    ALLOW(gettimeofday), ALLOW(time), ALLOW(times), ALLOW(getitimer), ALLOW(setitimer),
    ALLOW(alarm), ALLOW(timer_settime), ALLOW(timer_gettime), ALLOW(timer_getoverrun),
    ALLOW(timer_delete), ALLOW(timerfd_settime), ALLOW(timerfd_gettime),
    WHEN(clock_gettime, {AT_MOST, 0, LAST_CLOCK}), WHEN(clock_getres, {AT_MOST, 0, LAST_CLOCK}),
    WHEN(clock_nanosleep, {AT_MOST, 0, LAST_CLOCK}), WHEN(timer_create, {AT_MOST, 0, LAST_CLOCK}),
    WHEN(timerfd_create, {AT_MOST, 0, LAST_CLOCK}),

    // What the process may know of itself and its machine.
    ALLOW(getrandom), ALLOW(getpid), ALLOW(getppid), ALLOW(getpgrp), ALLOW(getuid), ALLOW(geteuid),
    ALLOW(getgid), ALLOW(getegid), ALLOW(getgroups), ALLOW(getresuid), ALLOW(getresgid),
    ALLOW(getrlimit), ALLOW(getrusage), ALLOW(uname), ALLOW(sysinfo), ALLOW(umask),
    ALLOW(sched_get_priority_max), ALLOW(sched_get_priority_min),
    WHEN(getpgid, {OWN_OR_ZERO, 0, 0}), WHEN(getsid, {OWN_OR_ZERO, 0, 0}),
    WHEN(sched_getaffinity, {OWN_OR_ZERO, 0, 0}), WHEN(sched_getparam, {OWN_OR_ZERO, 0, 0}),
    WHEN(sched_getscheduler, {OWN_OR_ZERO, 0, 0}),
    WHEN(prlimit64, {OWN_OR_ZERO, 0, 0}, {WIDE_VALUE, 2, 0}),
};

static const struct rule locks[] = {
    WHEN(fcntl, {ONE_OF, 1, LOCK_CONTROLS}),
    ALLOW(flock),
};

static const struct rule judged_locks[] = {
    BROKER(fcntl, {ONE_OF, 1, LOCK_CONTROLS}),
    BROKER(flock),
};

// Asking stalls nobody.
static const struct rule no_locks[] = {WHEN(fcntl, {VALUE, 1, F_GETLK})};

// Metadata of what is held (row 2: never AT_FDCWD).
#define STATUS_CONDITIONS {HELD, 0, 0}, {WIDE_VALUE, 1, 0}, {WITH, 3, AT_EMPTY_PATH}
#define EXTENDED_STATUS_CONDITIONS {HELD, 0, 0}, {WIDE_VALUE, 1, 0}, {WITH, 2, AT_EMPTY_PATH}
#define LINK_CONDITIONS {HELD, 0, 0}, {SEALED_EMPTY, 1, 0}
#define ACCESS_CONDITIONS {HELD, 0, 0}, {SEALED_EMPTY, 1, 0}, {WITH, 3, AT_EMPTY_PATH}

static const struct rule status[] = {
    WHEN(newfstatat, STATUS_CONDITIONS), WHEN(statx, EXTENDED_STATUS_CONDITIONS),
    WHEN(readlinkat, LINK_CONDITIONS), WHEN(faccessat2, ACCESS_CONDITIONS),
};

static const struct rule terminal[] = {WHEN(ioctl, {ONE_OF, 1, TERMINAL_REQUESTS})};

// Beneath a held descriptor, by the sealed table.
#define OPEN_CONDITIONS \
  {HELD, 0, 0}, {TABLE_SLOT, 2, 0}, { WIDE_VALUE, 3, sizeof(struct open_how) }

static const struct rule opens[] = {WHEN(openat2, OPEN_CONDITIONS)};

// An O_PATH descriptor cannot be put into another process (SECCOMP_IOCTL_NOTIF_ADDFD answers EBADF), and
// reads nothing: the kernel opens it. The slot's number ends in 3, table.c.
static const struct rule watched_opens[] = {
    WHEN(openat2, OPEN_CONDITIONS, {WITH, 2, 3 * TABLE_SLOT_SIZE}),
    BROKER(openat2, OPEN_CONDITIONS),
};

// Where the table cannot be trusted no call passes that reads a path or an open_how.
static const struct rule brokered[] = {
    BROKER(openat2, OPEN_CONDITIONS),    BROKER(newfstatat, STATUS_CONDITIONS),
    BROKER(statx, EXTENDED_STATUS_CONDITIONS), BROKER(readlinkat, LINK_CONDITIONS),
    BROKER(faccessat2, ACCESS_CONDITIONS),
};

static const struct rule hand[] = {ALLOW(futex), ALLOW(openat2), ALLOW(exit_group)};

// What is beneath the descriptors is looked at by the broker (names.c); here only the numbers.
static const struct rule names[] = {
    BROKER(mkdirat, {HELD, 0, 0}),
    BROKER(mknodat, {HELD, 0, 0}),
    BROKER(symlinkat, {HELD, 1, 0}),
    BROKER(unlinkat, {HELD, 0, 0}, {WITHOUT, 2, ~(uint32_t)AT_REMOVEDIR}),
    BROKER(renameat, {HELD, 0, 0}, {HELD, 2, 0}),
    // Not RENAME_WHITEOUT, which makes a device.
    BROKER(renameat2, {HELD, 0, 0}, {HELD, 2, 0},
           {WITHOUT, 4, ~(uint32_t)(RENAME_NOREPLACE | RENAME_EXCHANGE)}),
    BROKER(linkat, {HELD, 0, 0}, {HELD, 2, 0}, {WITHOUT, 4, ~(uint32_t)AT_SYMLINK_FOLLOW}),
};

static const struct rule metadata[] = {
    BROKER(fchmod, {HELD, 0, 0}),
    BROKER(fchmodat2, {HELD, 0, 0}, {SEALED_EMPTY, 1, 0}, {VALUE, 3, AT_EMPTY_PATH}),
    BROKER(fchown, {HELD, 0, 0}),
    BROKER(fchownat, {HELD, 0, 0}, {SEALED_EMPTY, 1, 0}, {VALUE, 4, AT_EMPTY_PATH}),
    BROKER(utimensat, {HELD, 0, 0}, {WIDE_VALUE, 1, 0}, {VALUE, 3, 0}),
    BROKER(utimensat, {HELD, 0, 0}, {SEALED_EMPTY, 1, 0}, {VALUE, 3, AT_EMPTY_PATH}),
};

// The broker is not hostile, but it reads what a hostile program wrote.
static const struct rule broker[] = {
    ALLOW(ppoll), WHEN(ioctl, {ONE_OF, 1, BROKER_REQUESTS}), ALLOW(pidfd_open),
    ALLOW(pidfd_getfd), ALLOW(process_vm_readv), ALLOW(fstat), ALLOW(fstatfs),
    ALLOW(close),
    // For the program, where the kernel lacks a piece.
    ALLOW(process_vm_writev), WHEN(newfstatat, {HELD, 0, 0}), WHEN(statx, {HELD, 0, 0}),
    WHEN(readlinkat, {HELD, 0, 0}), WHEN(faccessat2, {HELD, 0, 0}), WHEN(fchmodat, {HELD, 0, 0}),
    ALLOW(futex),
    WHEN(openat, {HELD, 0, 0}, {VALUE, 2, O_RDONLY | O_CLOEXEC}),
    // O_PATH without O_CREAT cannot be told from the rest here: the flags are in memory.
    ALLOW(openat2), ALLOW(mkdirat), ALLOW(mknodat), ALLOW(symlinkat), ALLOW(unlinkat),
    ALLOW(renameat2), ALLOW(linkat), ALLOW(fchmod), ALLOW(fchmodat2), ALLOW(fchown),
    ALLOW(fchownat), ALLOW(utimensat),
    WHEN(fcntl, {ONE_OF, 1, BROKER_CONTROLS}), ALLOW(flock),
    WHEN(lseek, {WIDE_VALUE, 1, 0}, {VALUE, 2, 1 /* SEEK_CUR */}), WHEN(clock_gettime, {VALUE, 0, 1}),
    ALLOW(read), ALLOW(write), WHEN(fcntl, {VALUE, 1, F_SETFL}, {WITHOUT, 2, UNSAFE_STATUS_FLAGS}),
    ALLOW(wait4), ALLOW(pidfd_send_signal), WHEN(kill, {OWN_PROCESS, 0, 0}), ALLOW(getpid),
    ALLOW(rt_sigprocmask), ALLOW(restart_syscall), ALLOW(exit_group),
};

const struct rule *rules_of(enum rule_group group, uint32_t *count) {
  if (group == LOCK_RULES) return SET(locks);
  if (group == JUDGED_LOCK_RULES) return SET(judged_locks);
  if (group == NO_LOCK_RULES) return SET(no_locks);
  if (group == TERMINAL_RULES) return SET(terminal);
  if (group == NAME_RULES) return SET(names);
  if (group == METADATA_RULES) return SET(metadata);
  if (group == BROKER_RULES) return SET(broker);
  if (group == OPEN_RULES) return SET(opens);
  if (group == WATCHED_OPEN_RULES) return SET(watched_opens);
  if (group == STATUS_RULES) return SET(status);
  if (group == BROKERED_RULES) return SET(brokered);
  if (group == HAND_RULES) return SET(hand);
  return SET(standard);
}
