// Prints what a program finds when it starts: arguments, environment, descriptors, auxiliary vector,
// signals. /proc is out of reach, so descriptors are found by asking for each number.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

extern char **environ;

static void print_descriptors(void) {
  static const char *const access[] = {"read", "write", "read-write"};
  for (int number = 0; number < 4096; number++) {
    int flags = fcntl(number, F_GETFL);
    if (flags != -1) printf("descriptor %d %s\n", number, access[flags & O_ACCMODE]);
  }
}

static void print_vector(void) {
  printf("table %s\n", getauxval(0x1001) != 0 && getauxval(0x1001) % (256 << 10) == 0
                           ? "present"
                           : "absent");
  if (getauxval(0x1004) != 0) printf("working directory %lu\n", getauxval(0x1004));
  printf("name %s\n", (const char *)getauxval(AT_EXECFN));
  printf("page %lu\n", getauxval(AT_PAGESZ));
  printf("secure %lu\n", getauxval(AT_SECURE));
  printf("clock %s\n", getauxval(AT_SYSINFO_EHDR) != 0 ? "without calls" : "by calls");
  printf("random %s\n", getauxval(AT_RANDOM) != 0 ? "present" : "absent");
  printf("headers %s\n", getauxval(AT_PHDR) != 0 ? "present" : "absent");
  printf("user %s\n", getauxval(AT_UID) == getuid() ? "same" : "different");
}

static void print_signals(void) {
  sigset_t mask;
  sigprocmask(SIG_BLOCK, NULL, &mask);
  int blocked = 0, handled = 0;
  for (int number = 1; number < 32; number++) {
    struct sigaction action;
    if (sigismember(&mask, number) == 1) blocked++;
    if (sigaction(number, NULL, &action) == 0 && action.sa_handler != SIG_DFL) handled++;
  }
  printf("signals blocked %d, not standard %d\n", blocked, handled);
}

int main(int count, char **arguments) {
  for (int i = 0; i < count; i++) printf("argument %s\n", arguments[i]);
  for (char **variable = environ; *variable != NULL; variable++) printf("variable %s\n", *variable);
  print_descriptors();
  print_vector();
  print_signals();
  char name[16];
  prctl(PR_GET_NAME, name);
  printf("process %s\n", name);
  struct rlimit cores;
  getrlimit(RLIMIT_CORE, &cores);
  printf("cores %lu\n", (unsigned long)cores.rlim_max);
  return 0;
}
