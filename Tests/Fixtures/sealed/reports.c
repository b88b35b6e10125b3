/* What a supervisor hears of refusals: it is played by a seccomp filter that traps the command, as the
   runtime's would, and by a handler that notes the path. Outside the runtime only. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#include "check.h"

/* linux/filter.h and linux/seccomp.h, which are not the C library's. */
struct instruction {
  uint16_t code;
  uint8_t when_true, when_false;
  uint32_t value;
};
struct program {
  unsigned short length;
  const struct instruction *filter;
};

#define COMMAND 0x1002
#define D "/dev/fd/3"

/* The library's own; the runtime sets it by the auxiliary vector's entry 0x1003. */
extern long __descend_reports;

static int heard, from;
static char path[64];

static void trapped(int number, siginfo_t *info, void *context) {
  greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
  (void)number;
  heard++;
  from = (int)registers[REG_RDI];
  path[0] = 0;
  if (info->si_syscall == SYS_fcntl)
    snprintf(path, sizeof path, "%s", (const char *)registers[REG_RDX]);
  registers[REG_RAX] = -134;
}

static void trap_command(void) {
  static const struct instruction filter[] = {
      {0x20, 0, 0, 0},                 /* the call's number */
      {0x15, 3, 0, SYS_socket},
      {0x15, 0, 3, SYS_fcntl},
      {0x20, 0, 0, 24},                /* the low half of its second argument */
      {0x15, 0, 1, COMMAND},
      {0x06, 0, 0, 0x00030000},        /* SECCOMP_RET_TRAP */
      {0x06, 0, 0, 0x7fff0000},        /* SECCOMP_RET_ALLOW */
  };
  struct program program = {sizeof filter / sizeof *filter, filter};
  struct sigaction action = {.sa_sigaction = trapped, .sa_flags = SA_SIGINFO};
  sigaction(SIGSYS, &action, 0);
  prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  check("filter is taken", 0, failed(prctl(PR_SET_SECCOMP, 2, &program)));
}

static void is_heard(const char *name, int expected, int descriptor, const char *text) {
  check(name, expected, errno);
  check(name, 1, heard);
  check(name, descriptor, from);
  check_text(name, text, path);
  heard = 0;
}

int main(void) {
  struct stat st;
  trap_command();
  open("/etc/passwd", O_RDONLY);
  check("socket without a supervisor", ENOTCAPABLE, failed(socket(AF_INET, SOCK_STREAM, 0)));
  check("nothing is called unless asked", 0, heard);
  __descend_reports = 1;
  open("/etc/passwd", O_RDONLY);
  is_heard("open", ENOTCAPABLE, -1, "/etc/passwd");
  stat("/etc/hosts", &st);
  is_heard("stat", ENOENT, -1, "/etc/hosts");
  mkdir("relative", 0700);
  is_heard("mkdir", ENOTCAPABLE, -1, "relative");
  rename(D "/file.txt", "/nonexistent.fdport/x");
  is_heard("rename", ENOTCAPABLE, -1, "/nonexistent.fdport/x");
  free(realpath("/etc", 0));
  is_heard("realpath", ENOTCAPABLE, -1, "/etc");
  open(D "/../outside", O_RDONLY);
  is_heard("above the descriptor", ENOTCAPABLE, 3, "../outside");
  stat(D "/absolute", &st);
  is_heard("absolute link", ENOTCAPABLE, 3, "absolute");
  chdir("/etc");
  is_heard("chdir", ENOTCAPABLE, -1, "/etc");
  execl("/nonexistent.fdport/x", "x", (char *)0);
  is_heard("exec", ENOTCAPABLE, -1, "/nonexistent.fdport/x");
  socket(AF_INET, SOCK_STREAM, 0);
  is_heard("socket", ENOTCAPABLE, AF_INET, "");
  open(D "/missing", O_RDONLY);
  check("what is merely missing is no refusal", 0, heard);
  errno = 0;
  check("fcntl of the kernel knows no such command", EINVAL,
        failed(syscall(SYS_fcntl, 3, COMMAND + 1, 0)));
  printf("%d failed\n", failures);
  return failures > 0;
}
