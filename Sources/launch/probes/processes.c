// New programs and address spaces, and other processes.
#define _GNU_SOURCE
#include "probe.h"

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/uio.h>
#include <time.h>

static long fork_once(long flags) {
  long child = raw(SYS_clone, flags, 0, 0, 0, 0);
  if (child == 0) _exit(0);
  return child;
}

// A child in the same memory must not return through the stack that it shares.
static long clone_in_memory(long flags) {
  long result;
  __asm__ volatile(
      "syscall\n\ttest %%eax, %%eax\n\tjnz 1f\n\txor %%edi, %%edi\n\tmov $60, %%eax\n\tsyscall\n1:"
      : "=a"(result)
      : "a"(SYS_clone), "D"(flags), "S"(0), "d"(0)
      : "rcx", "r11", "memory");
  if (result < 0) errno = (int)-result;
  return result < 0 ? -1 : result;
}

static long clone3_once(void) {
  struct {
    uint64_t words[11];
  } arguments = {{0, 0, 0, 0, SIGCHLD}};
  long child = raw(SYS_clone3, &arguments, sizeof arguments);
  if (child == 0) _exit(0);
  return child;
}

// Any answer about the other process, even "bad address", means that it was looked at.
static long transfer(long call) {
  char byte;
  struct iovec local = {&byte, 1}, remote = {(void *)16, 1};
  long result = raw(call, getppid(), &local, 1, &remote, 1, 0);
  return result >= 0 || errno == EFAULT ? 0 : -1;
}

static long clock_of(pid_t process) { return (long)(int)(~(unsigned)process << 3 | 2); }

// A new program from memory; outside from a file, as an empty one could not start.
static long execute_memory(char **arguments) {
  long file = probe_is_control ? raw(SYS_openat, CWD, "/bin/true", O_RDONLY)
                               : raw(SYS_memfd_create, "program", 0);
  return raw(SYS_execveat, file, "", arguments, arguments + 1, AT_EMPTY_PATH);
}

static long queue_signal(long call) {
  siginfo_t information;
  memset(&information, 0, sizeof information);
  information.si_code = SI_QUEUE;
  return call == SYS_rt_sigqueueinfo ? raw(call, getppid(), 0, &information)
                                     : raw(call, getppid(), getppid(), 0, &information);
}

static long parent_descriptor(long call) {
  long process = raw(CALL_pidfd_open, getppid(), 0);
  if (process < 0) return -1;
  return call == 0 ? opened(process) : raw(call, process, 0, NULL, 0);
}

static long taken_from_parent(void) {
  long process = raw(CALL_pidfd_open, getppid(), 0);
  return process < 0 ? -1 : opened(raw(CALL_pidfd_getfd, process, 0, 0));
}

static long attach(void) {
  // Outside to a child of its own, as a container may forbid the parent.
  if (!probe_is_control) return raw(SYS_ptrace, PTRACE_SEIZE, getppid(), 0, 0);
  long child = raw(SYS_clone, SIGCHLD, 0, 0, 0, 0);
  if (child == 0) {
    sleep(1);
    _exit(0);
  }
  return raw(SYS_ptrace, PTRACE_SEIZE, child, 0, 0);
}

static long join_namespace(void) {
  long space = raw(SYS_openat, CWD, "/proc/self/ns/uts", O_RDONLY);
  return raw(SYS_setns, probe_is_control ? space : WRITABLE, 0);
}

void probe_processes(void) {
  // Empty vectors: what is tested is that there is no exec at all.
  char *nothing[] = {"true", NULL};
  struct rlimit limit, none = {0, 0};
  struct timespec time, once = {0, 1};
  struct sched_param priority = {0};
  cpu_set_t processors;
  unsigned long words[4] = {0};
  const long thread = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM;
  TRY("process/execve", BY_FILTER, "execve of /bin/true", raw(SYS_execve, "/bin/true", nothing, nothing + 1));
  TRY("process/execveat", BY_FILTER, "execveat of /bin/true",
      raw(SYS_execveat, WRITABLE, "/bin/true", nothing, nothing + 1, 0));
  TRY("process/exec-of-memory", BY_FILTER, "execveat of a descriptor", execute_memory(nothing));
  TRY("process/fork", BY_FILTER, "clone as fork does", fork_once(SIGCHLD));
  TRY("process/fork-call", BY_FILTER, "fork",
      probe_is_control ? fork_once(SIGCHLD) : raw(SYS_fork));
  TRY("process/clone-with-memory", BY_FILTER, "clone as vfork does",
      clone_in_memory(CLONE_VFORK | CLONE_VM | SIGCHLD));
  TRY("process/clone-untraced", BY_FILTER, "a thread with CLONE_UNTRACED", clone_in_memory(thread | CLONE_UNTRACED));
  TRY("process/thread-with-own-table", BY_FILTER, "a thread with its own descriptor table (row 4)",
      clone_in_memory(thread & ~CLONE_FILES));
  TRY("process/thread-with-own-directory", BY_FILTER, "a thread with its own working directory",
      clone_in_memory(thread & ~CLONE_FS));
  TRY("process/thread-in-namespace", BY_FILTER, "clone with CLONE_NEWUSER",
      fork_once(CLONE_NEWUSER | SIGCHLD));
  TRY("process/child-without-thread", BY_FILTER, "clone with memory and files but no thread",
      clone_in_memory((thread & ~CLONE_THREAD) | SIGCHLD));
  TRY("process/clone3", "filter ENOSYS", "clone3, whose flags lie in memory", clone3_once());
  TRY("process/kill-parent", BY_FILTER, "kill", raw(SYS_kill, getppid(), 0));
  TRY("process/tkill-parent", BY_FILTER, "tkill", raw(SYS_tkill, getppid(), 0));
  TRY("process/signal-group", BY_FILTER, "kill of the process group", raw(SYS_kill, 0, 0));
  TRY("process/signal-all", BY_FILTER, "kill of everybody", raw(SYS_kill, -1, 0));
  TRY("process/thread-signal-to-parent", BY_FILTER, "tgkill", raw(SYS_tgkill, getppid(), getppid(), 0));
  TRY("process/queue-signal", BY_FILTER, "rt_sigqueueinfo", queue_signal(SYS_rt_sigqueueinfo));
  TRY("process/queue-signal-to-thread", BY_FILTER, "rt_tgsigqueueinfo", queue_signal(SYS_rt_tgsigqueueinfo));
  TRY("process/signal-by-descriptor", BY_FILTER, "pidfd_send_signal", parent_descriptor(SYS_pidfd_send_signal));
  TRY("process/pidfd-of-parent", BY_FILTER, "pidfd_open", parent_descriptor(0));
  TRY("process/descriptor-of-parent", BY_FILTER, "pidfd_getfd", taken_from_parent());
  TRY("process/priority-of-parent", BY_FILTER, "getpriority", raw(SYS_getpriority, PRIO_PROCESS, getppid()));
  TRY("process/own-priority", BY_FILTER, "setpriority", raw(SYS_setpriority, PRIO_PROCESS, 0, 5));
  TRY("process/io-priority", BY_FILTER, "ioprio_get of the parent", raw(SYS_ioprio_get, 1, getppid()));
  TRY("process/group-of-parent", BY_FILTER, "getpgid", raw(SYS_getpgid, getppid()));
  TRY("process/session-of-parent", BY_FILTER, "getsid", raw(SYS_getsid, getppid()));
  TRY("process/new-session", BY_FILTER, "setsid", raw(SYS_setsid));
  TRY("process/new-session-id", BY_FILTER, "setpgid", raw(SYS_setpgid, 0, 0));
  TRY("process/scheduling-of-parent", BY_FILTER, "sched_getscheduler", raw(SYS_sched_getscheduler, getppid()));
  TRY("process/parameters-of-parent", BY_FILTER, "sched_getparam", raw(SYS_sched_getparam, getppid(), &priority));
  TRY("process/interval-of-parent", BY_FILTER, "sched_rr_get_interval",
      raw(SYS_sched_rr_get_interval, getppid(), &time));
  TRY("process/attributes-of-parent", BY_FILTER, "sched_getattr",
      raw(SYS_sched_getattr, getppid(), (uint32_t[16]){0}, 48, 0));
  TRY("process/affinity-of-parent", BY_FILTER, "sched_getaffinity",
      raw(SYS_sched_getaffinity, getppid(), sizeof processors, &processors));
  TRY("process/own-affinity", BY_FILTER, "sched_setaffinity", raw(SYS_sched_setaffinity, 0, 1, (char[1]){3}));
  TRY("process/robust-list-of-parent", BY_FILTER, "get_robust_list",
      raw(SYS_get_robust_list, getppid(), words, words + 1));
  TRY("process/own-descriptor-table", BY_FILTER, "close_range with CLOSE_RANGE_UNSHARE",
      raw(CALL_close_range, 3000, 3000, 2));
  TRY("process/own-limits", BY_FILTER, "setrlimit", raw(SYS_setrlimit, RLIMIT_CORE, &none));
  TRY("process/limits-of-parent", BY_FILTER, "prlimit64", raw(SYS_prlimit64, getppid(), RLIMIT_NOFILE, 0, &limit));
  TRY("process/user", BY_FILTER, "setuid", raw(SYS_setuid, getuid()));
  TRY("process/group", BY_FILTER, "setresgid", raw(SYS_setresgid, -1, -1, -1));
  TRY("process/groups", BY_FILTER, "setgroups", raw(SYS_setgroups, 0, NULL));
  TRY("process/capabilities", BY_FILTER, "capset of none",
      raw(SYS_capset, (uint32_t[2]){0x20080522, 0}, (uint32_t[6]){0}));
  TRY("process/ptrace-me", BY_FILTER, "ptrace, to be traced", raw(SYS_ptrace, PTRACE_TRACEME, 0, 0, 0));
  TRY("process/ptrace", BY_FILTER, "ptrace of another process", attach());
  TRY("process/read-parent", BY_FILTER, "process_vm_readv", transfer(SYS_process_vm_readv));
  TRY("process/write-parent", BY_FILTER, "process_vm_writev", transfer(SYS_process_vm_writev));
  TRY("process/compare-with-parent", BY_FILTER, "kcmp", raw(SYS_kcmp, getpid(), getppid(), 3, 0, 0));
  TRY("process/advise-parent", BY_FILTER, "process_madvise",
      (raw(CALL_process_madvise, raw(CALL_pidfd_open, getppid(), 0), NULL, 0, 20, 0)));
  TRY("process/clock-of-parent", BY_FILTER, "clock_gettime", raw(SYS_clock_gettime, clock_of(getppid()), &time));
  TRY("process/clock-resolution-of-parent", BY_FILTER, "clock_getres",
      raw(SYS_clock_getres, clock_of(getppid()), &time));
  TRY("process/timer-on-parent", BY_FILTER, "timer_create",
      raw(SYS_timer_create, clock_of(getppid()), NULL, (int[1]){0}));
  TRY("process/sleep-on-parent", BY_FILTER, "clock_nanosleep on its clock, absolute",
      raw(SYS_clock_nanosleep, clock_of(getppid()), 1, &once, NULL));
  TRY("process/personality", BY_FILTER, "personality", raw(SYS_personality, 0xffffffff));
  TRY("process/unshare-user", BY_FILTER, "unshare of users", raw(SYS_unshare, CLONE_NEWUSER));
  TRY("process/unshare-files", BY_FILTER, "unshare of descriptors", raw(SYS_unshare, CLONE_FILES));
  TRY("process/unshare-directory", BY_FILTER, "unshare of the working directory", raw(SYS_unshare, CLONE_FS));
  TRY("process/join-namespace", BY_FILTER, "setns", join_namespace());
  TRY("process/children", BY_FILTER, "wait4", raw(SYS_wait4, -1, NULL, 1, NULL) < 0 && errno == ECHILD ? 0 : -1);
  TRY("process/any-children", BY_FILTER, "waitid", raw(SYS_waitid, 0, 0, NULL, 5, NULL) < 0 && errno == ECHILD ? 0 : -1);
}
