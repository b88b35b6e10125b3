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

// A new program from memory; outside from a file, as an empty one could not start.
static long execute_memory(char **arguments) {
  long file = probe_is_control ? syscall(SYS_openat, AT_FDCWD, "/bin/true", O_RDONLY)
                               : syscall(SYS_memfd_create, "program", 0);
  return syscall(SYS_execveat, file, "", arguments, arguments + 1, AT_EMPTY_PATH);
}

static long queue_signal(void) {
  siginfo_t information;
  memset(&information, 0, sizeof information);
  information.si_code = SI_QUEUE;
  return syscall(SYS_rt_sigqueueinfo, getppid(), 0, &information);
}

void probe_processes(void) {
  // Empty vectors: what is tested is that there is no exec at all.
  char *nothing[] = {"true", NULL};
  struct rlimit limit, none = {0, 0};
  cpu_set_t processors;
  TRY("process/execve", syscall(SYS_execve, "/bin/true", nothing, nothing + 1));
  TRY("process/execveat", syscall(SYS_execveat, WRITABLE, "/bin/true", nothing, nothing + 1, 0));
  TRY("process/exec-of-memory", execute_memory(nothing));
  TRY("process/fork", fork_once(SIGCHLD));
  TRY("process/clone-with-memory", clone_with_memory());
  TRY("process/clone3", clone3_once());
  TRY("process/kill-parent", syscall(SYS_kill, getppid(), 0));
  TRY("process/tkill-parent", syscall(SYS_tkill, getppid(), 0));
  TRY("process/signal-group", syscall(SYS_kill, 0, 0));
  TRY("process/signal-all", syscall(SYS_kill, -1, 0));
  TRY("process/thread-signal-to-parent", syscall(SYS_tgkill, getppid(), getppid(), 0));
  TRY("process/queue-signal", queue_signal());
  TRY("process/priority-of-parent", syscall(SYS_getpriority, PRIO_PROCESS, getppid()));
  TRY("process/own-priority", syscall(SYS_setpriority, PRIO_PROCESS, 0, 5));
  TRY("process/group-of-parent", syscall(SYS_getpgid, getppid()));
  TRY("process/scheduling-of-parent", syscall(SYS_sched_getscheduler, getppid()));
  TRY("process/own-descriptor-table", syscall(436 /* close_range */, 3000, 3000, 2 /* UNSHARE */));
  TRY("process/own-limits", syscall(SYS_setrlimit, RLIMIT_CORE, &none));
  TRY("process/user", syscall(SYS_setuid, getuid()));
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

// An object of System V's outlives its maker: IPC_RMID is 0, and semctl takes a number before it.
static long removed(long call, long object) {
  if (object >= 0) syscall(call, object, 0, 0);
  return object;
}

static long unlinked(long queue) {
  if (queue >= 0) syscall(SYS_mq_unlink, "fdport-probe");
  return opened(queue);
}

static long handle_of_path(void) {
  struct {
    unsigned size;
    int type;
    char bytes[128];
  } handle = {128, 0, {0}};
  int mount;
  return syscall(SYS_name_to_handle_at, AT_FDCWD, ".", &handle, &mount, 0);
}

// statmount(2), Linux 6.8: all mounts beneath the root.
static long list_mounts(void) {
  uint64_t request[3] = {24, ~0UL /* LSMT_ROOT */, 0}, found[16];
  return syscall(458 /* listmount */, request, found, 16, 0);
}

void probe_objects(void) {
  char buffer[256];
  memset(buffer, 0, sizeof buffer);
  TRY("object/socket-inet", opened(syscall(SYS_socket, AF_INET, SOCK_STREAM, 0)));
  TRY("object/socket-unix", opened(syscall(SYS_socket, AF_UNIX, SOCK_STREAM, 0)));
  TRY("object/socket-netlink", opened(syscall(SYS_socket, AF_NETLINK, SOCK_RAW, 0)));
  // Landlock's rules for TCP do not cover it (landlock-lsm/linux#54).
  TRY("object/socket-multipath", opened(syscall(SYS_socket, AF_INET, SOCK_STREAM, 262)));
  TRY("object/semaphores", removed(SYS_semctl, syscall(SYS_semget, 0, 1, 01000 | 0600)));
  TRY("object/queue-of-messages", removed(SYS_msgctl, syscall(SYS_msgget, 0, 01000 | 0600)));
  TRY("object/handle-of-path", handle_of_path());
  TRY("object/file-system-watch", opened(syscall(SYS_fanotify_init, 0, 0)));
  TRY("object/secret-memory", opened(syscall(447 /* memfd_secret */, 0)));
  TRY("object/list-mounts", list_mounts());
  TRY("object/shared-memory", removed(SYS_shmctl, syscall(SYS_shmget, 0, 4096, 01000 | 0600)));
  TRY("object/message-queue",
      unlinked(syscall(SYS_mq_open, "fdport-probe", O_CREAT | O_RDWR, 0600, NULL)));
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
