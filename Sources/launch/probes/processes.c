// Calls that take a global name or act on other processes.
#define _GNU_SOURCE
#include "probe.h"

#include <fcntl.h>
#include <mqueue.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>

void probe_ambient(void) {
  struct stat status;
  TRY("ambient/open", opened(syscall(SYS_open, "/etc/passwd", O_RDONLY)));
  TRY("ambient/open-relative", opened(syscall(SYS_open, "secret", O_RDONLY)));
  TRY("ambient/creat", opened(syscall(SYS_creat, "created", 0644)));
  TRY("ambient/stat", syscall(SYS_stat, "/etc/passwd", &status));
  TRY("ambient/access", syscall(SYS_access, "/etc/passwd", 4));
  TRY("ambient/chdir", syscall(SYS_chdir, "/"));
  TRY("ambient/chroot", syscall(SYS_chroot, "/"));
  char path[256];
  TRY("ambient/getcwd", syscall(SYS_getcwd, path, sizeof path));
}

static long fork_once(long flags) {
  long child = syscall(SYS_clone, flags, 0, 0, 0, 0);
  if (child == 0) _exit(0);
  return child;
}

// A child in the same memory must not return through the stack that it shares.
static long clone_with_memory(void) {
  long result;
  __asm__ volatile(
      "syscall\n\ttest %%eax, %%eax\n\tjnz 1f\n\txor %%edi, %%edi\n\tmov $60, %%eax\n\tsyscall\n1:"
      : "=a"(result)
      : "a"(SYS_clone), "D"(CLONE_VFORK | CLONE_VM | SIGCHLD), "S"(0), "d"(0)
      : "rcx", "r11", "memory");
  if (result < 0) errno = (int)-result;
  return result < 0 ? -1 : result;
}

static long clone3_once(void) {
  struct {
    uint64_t words[11];
  } arguments = {{0, 0, 0, 0, SIGCHLD}};
  long child = syscall(SYS_clone3, &arguments, sizeof arguments);
  if (child == 0) _exit(0);
  return child;
}

static long read_parent(void) {
  // Any answer about the other process, even "bad address", means that it was looked at.
  char byte;
  struct iovec local = {&byte, 1}, remote = {(void *)16, 1};
  long result = syscall(SYS_process_vm_readv, getppid(), &local, 1, &remote, 1, 0);
  return result >= 0 || errno == EFAULT ? 0 : -1;
}

static long clock_of(pid_t process) {
  struct timespec time;
  // clock_getcpuclockid(3): the id of another process's clock.
  return syscall(SYS_clock_gettime, (long)(int)(~(unsigned)process << 3 | 2), &time);
}

void probe_processes(void) {
  // Empty vectors: what is tested is that there is no exec at all.
  char *nothing[] = {"true", NULL};
  struct rlimit limit;
  cpu_set_t processors;
  TRY("process/execve", syscall(SYS_execve, "/bin/true", nothing, nothing + 1));
  TRY("process/execveat", syscall(SYS_execveat, WRITABLE, "/bin/true", nothing, nothing + 1, 0));
  TRY("process/fork", fork_once(SIGCHLD));
  TRY("process/clone-with-memory", clone_with_memory());
  TRY("process/clone3", clone3_once());
  TRY("process/kill-parent", syscall(SYS_kill, getppid(), 0));
  TRY("process/tkill-parent", syscall(SYS_tkill, getppid(), 0));
  TRY("process/pidfd-of-parent", opened(syscall(434 /* pidfd_open */, getppid(), 0)));
  TRY("process/ptrace-me", syscall(SYS_ptrace, PTRACE_TRACEME, 0, 0, 0));
  TRY("process/read-parent", read_parent());
  TRY("process/limits-of-parent", syscall(SYS_prlimit64, getppid(), RLIMIT_NOFILE, 0, &limit));
  TRY("process/clock-of-parent", clock_of(getppid()));
  TRY("process/affinity-of-parent",
      syscall(SYS_sched_getaffinity, getppid(), sizeof processors, &processors));
  TRY("process/personality", syscall(SYS_personality, 0xffffffff));
  TRY("process/unshare-user", syscall(SYS_unshare, CLONE_NEWUSER));
  TRY("process/unshare-files", syscall(SYS_unshare, CLONE_FILES));
  TRY("process/new-session-id", syscall(SYS_setpgid, 0, 0));
  TRY("process/dumpable-again", syscall(SYS_prctl, 4 /* PR_SET_DUMPABLE */, 1, 0, 0, 0));
  TRY("process/children", syscall(SYS_wait4, -1, NULL, 1, NULL) < 0 && errno == ECHILD ? 0 : -1);
}

void probe_objects(void) {
  char buffer[256];
  memset(buffer, 0, sizeof buffer);
  TRY("object/socket-inet", opened(syscall(SYS_socket, AF_INET, SOCK_STREAM, 0)));
  TRY("object/socket-unix", opened(syscall(SYS_socket, AF_UNIX, SOCK_STREAM, 0)));
  TRY("object/socket-netlink", opened(syscall(SYS_socket, AF_NETLINK, SOCK_RAW, 0)));
  TRY("object/shared-memory", syscall(SYS_shmget, 0, 4096, 01000 | 0600));
  TRY("object/message-queue",
      opened(syscall(SYS_mq_open, "fdport-probe", O_CREAT | O_RDWR, 0600, NULL)));
  TRY("object/keyring", syscall(SYS_keyctl, 0 /* KEYCTL_GET_KEYRING_ID */, -3, 1, 0, 0));
  TRY("object/io-uring", opened(syscall(425, 8, buffer)));
  TRY("object/userfaultfd", opened(syscall(SYS_userfaultfd, 1 /* user mode only */)));
  TRY("object/bpf", opened(syscall(SYS_bpf, 0 /* map create */,
                                   (uint32_t[32]){2, 4, 4, 1}, 128)));
  TRY("object/perf", opened(syscall(SYS_perf_event_open,
                                    (uint32_t[32]){1, 128, 0, 0}, 0, -1, -1, 0)));
  TRY("object/mount-tree", opened(syscall(428 /* open_tree */, AT_FDCWD, "/", 0)));
  TRY("object/file-system-handle", opened(syscall(433 /* fspick */, AT_FDCWD, "/", 0)));
  TRY("object/inotify-of-path", syscall(SYS_inotify_add_watch,
                                        (int)syscall(SYS_inotify_init1, 0), "/etc", 0x20));
  TRY("object/datagram-pair", syscall(SYS_socketpair, AF_UNIX, SOCK_DGRAM, 0, (int[2]){0, 0}));
  TRY("object/landlock", opened(syscall(444, (uint64_t[1]){1}, 8, 0)));
}
