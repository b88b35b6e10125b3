// Cleaning as exec would, and better: exec keeps capabilities of root, ignored signals, the signal
// mask, interval timers, keyrings and the working directory. The user id stays.
#include "shed.h"

#include <asm/signal.h>
#include <linux/capability.h>
#include <linux/keyctl.h>
#include <linux/prctl.h>
#include <linux/resource.h>
#include <linux/time.h>

#include "guards.h"
#include "report.h"
#include "system.h"

static void require(long result, const char *what) {
  if (is_error(result)) fail(what, result);
}

static void set_capabilities(struct __user_cap_data_struct data[2], long call) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3, .pid = 0};
  require(call2(call, &header, data), "cannot read or drop capabilities");
}

static void drop_capabilities(void) {
  // capabilities(7): leaving the bounding set takes CAP_SETPCAP. Without it there is nothing that
  // could raise a capability again either: no_new_privs is set and there is no exec.
  struct __user_cap_data_struct held[2] = {{0}};
  set_capabilities(held, __NR_capget);
  if (held[CAP_SETPCAP / 32].effective & (1u << CAP_SETPCAP))
    for (int capability = 0;; capability++)
      if (is_error(call5(__NR_prctl, PR_CAPBSET_DROP, capability, 0, 0, 0))) break;
  call5(__NR_prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  struct __user_cap_data_struct none[2] = {{0}};
  set_capabilities(none, __NR_capset);
}

int holds_capabilities(void) {
  struct __user_cap_data_struct held[2] = {{0}};
  set_capabilities(held, __NR_capget);
  uint32_t any = 0;
  for (int i = 0; i < 2; i++) any |= held[i].effective | held[i].permitted | held[i].inheritable;
  return any != 0;
}

// struct sigaction as rt_sigaction takes it on x86-64; the exported header's has other members.
struct kernel_action {
  void *handler;
  unsigned long flags;
  void *restorer;
  uint64_t mask;
};

void restore_child_signal(void) {
  struct kernel_action standard = {0};
  call4(__NR_rt_sigaction, SIGCHLD, &standard, 0, sizeof(uint64_t));
}

static void reset_signals(void) {
  struct kernel_action standard = {0};
  for (int signal = 1; signal <= 64; signal++)
    if (signal != SIGKILL && signal != SIGSTOP)
      call4(__NR_rt_sigaction, signal, &standard, 0, sizeof(uint64_t));
  uint64_t empty = 0;
  require(call4(__NR_rt_sigprocmask, SIG_SETMASK, &empty, 0, sizeof empty),
          "cannot clear the signal mask");
  struct itimerval stopped = {{0, 0}, {0, 0}};
  for (int timer = ITIMER_REAL; timer <= ITIMER_PROF; timer++)
    call3(__NR_setitimer, timer, &stopped, 0);
}

void shed_authority(void) {
  require(call5(__NR_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "cannot set no_new_privs");
  if (!LEFT_OUT(capabilities)) drop_capabilities();
  // A session keyring of its own. Where keyrings do not exist or a container refuses the call the
  // result is the same: the program's filter refuses all three key calls.
  call2(__NR_keyctl, KEYCTL_JOIN_SESSION_KEYRING, 0);
  require(call5(__NR_prctl, PR_SET_DUMPABLE, 0, 0, 0, 0), "cannot forbid dumps");
  // A core dump is a write by name into the working directory, or goes to a handler of the host's. Of
  // a handler only a limit of 1 keeps it, fs/coredump.c; and no core file is that small.
  struct rlimit64 none = {1, 1};
  require(call4(__NR_prlimit64, 0, RLIMIT_CORE, &none, 0), "cannot forbid core files");
  // The working directory is a descriptor that nobody listed.
  require(call1(__NR_chdir, "/"), "cannot leave the working directory");
  reset_signals();
}
