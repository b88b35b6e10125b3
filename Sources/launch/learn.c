#include "learn.h"

#include <asm/unistd.h>
#include <linux/audit.h>
#include <linux/fcntl.h>
#include <linux/filter.h>
#include <linux/prctl.h>
#include <linux/seccomp.h>

#include "descriptors.h"
#include "handover.h"
#include "report.h"
#include "system.h"

// What acquires or changes something by name (subject.c knows where the name is).
static const uint16_t shown[] = {
    __NR_open,      __NR_creat,     __NR_openat,    __NR_openat2,    __NR_stat,
    __NR_lstat,     __NR_newfstatat, __NR_statx,    __NR_access,     __NR_faccessat,
    __NR_faccessat2, __NR_readlink, __NR_readlinkat, __NR_truncate,  __NR_chdir,
    __NR_mkdir,     __NR_mkdirat,   __NR_rmdir,     __NR_unlink,     __NR_unlinkat,
    __NR_rename,    __NR_renameat,  __NR_renameat2, __NR_link,       __NR_linkat,
    __NR_symlink,   __NR_symlinkat, __NR_mknod,     __NR_mknodat,    __NR_chmod,
    __NR_fchmodat,  __NR_fchmodat2, __NR_chown,     __NR_lchown,     __NR_fchownat,
    __NR_utime,     __NR_utimes,    __NR_futimesat, __NR_utimensat,  __NR_bind,
    __NR_connect,   __NR_sendto,    __NR_execve,    __NR_execveat,
};

enum { COUNT = sizeof shown / sizeof shown[0], ARGUMENT_LIMIT = 4096 };

// All else is allowed by the first answer behind the list.
static long install(void) {
  static struct sock_filter code[COUNT + 5];
  uint32_t at = 0;
  code[at++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                            offsetof(struct seccomp_data, arch));
  // Programs of other architectures run unseen.
  code[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 0,
                                            COUNT + 1);
  code[at++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                            offsetof(struct seccomp_data, nr));
  for (uint32_t i = 0; i < COUNT; i++, at++)
    code[at] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, shown[i],
                                            (uint8_t)(COUNT - i), 0);
  code[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  code[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF);
  struct sock_fprog program = {.len = (unsigned short)at, .filter = code};
  return call3(__NR_seccomp, SECCOMP_SET_MODE_FILTER,
               SECCOMP_FILTER_FLAG_NEW_LISTENER | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV, &program);
}

static void point(const char *to[], const char *string, uint32_t count) {
  for (uint32_t i = 0; i < count; i++, string = next_string(string)) to[i] = string;
}

_Noreturn void start_learning(const struct plan *plan, int broker) {
  static const char *arguments[ARGUMENT_LIMIT + 1], *environment[ARGUMENT_LIMIT + 1];
  const struct plan_header *header = plan->header;
  if (header->argument_count > ARGUMENT_LIMIT || header->environment_count > ARGUMENT_LIMIT)
    fail("too many arguments or variables", 0);
  point(arguments, plan->arguments, header->argument_count);
  point(environment, plan->environment, header->environment_count);
  place_descriptors(plan, broker);
  long result = call5(__NR_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  if (is_error(result)) fail("cannot set no_new_privs", result);
  long listener = install();
  if (is_error(listener)) fail("the seccomp filter is not taken", listener);
  hand_over_listener(broker_descriptor(plan), (int)listener, &(struct handover){.bias = 0});
  report_start();
  // The messages' and the status descriptor are closed by exec, and kept until then.
  call3(__NR_fcntl, program_descriptor(plan), F_SETFD, FD_CLOEXEC);
  call3(__NR_fcntl, header->base, F_SETFD, FD_CLOEXEC);
  if (header->has_status) call3(__NR_fcntl, header->base + 1, F_SETFD, FD_CLOEXEC);
  result = call5(__NR_execveat, program_descriptor(plan), "", arguments, environment, AT_EMPTY_PATH);
  fail_program("the program cannot be executed", result);
}
