// Writes its second argument to the descriptor that the first one names, and tries to go back:
// `write N TEXT`; copies N to standard output with `read N`, or the argument with `argument`; reads the
// names of N with `list N`; writes and aborts with `die N TEXT`; tells the seals of N; makes NAME beneath N with `make N NAME`.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

static int copy(int from) {
  char text[4096];
  long count;
  while ((count = read(from, text, sizeof text)) > 0)
    if (write(1, text, (size_t)count) != count) return 1;
  if (count < 0) dprintf(1, "read errno %d\n", errno);
  return 0;
}

static int put(int to, const char *text) {
  long count = (long)strlen(text);
  if (write(to, text, (size_t)count) != count) {
    dprintf(1, "write errno %d\n", errno);
    return 1;
  }
  // What would undo what a log is for.
  int failures = 0;
  failures += lseek(to, 0, SEEK_SET) == -1;
  failures += ftruncate(to, 0) == -1;
  failures += pwrite(to, "x", 1, 0) == -1;
  dprintf(1, "refused %d\n", failures);
  return 0;
}

// By the slot of the sealed table that makes a file for writing.
static int make(int directory, const char *name) {
  struct open_how *slot = (struct open_how *)getauxval(0x1001);
  while ((slot->flags & (O_ACCMODE | O_CREAT | O_EXCL)) != (O_WRONLY | O_CREAT))
    slot = (struct open_how *)((char *)slot + 32);
  long made = syscall(SYS_openat2, directory, name, slot, sizeof *slot);
  dprintf(1, "make errno %d\n", made < 0 ? errno : 0);
  return 0;
}

int main(int count, char **arguments) {
  if (count < 2) return 64;
  if (strcmp(arguments[1], "argument") == 0) return copy((int)getauxval(0x1002));
  if (count < 3) return 64;
  int number = atoi(arguments[2]);
  if (strcmp(arguments[1], "read") == 0) return copy(number);
  if (strcmp(arguments[1], "write") == 0 && count > 3) return put(number, arguments[3]);
  if (strcmp(arguments[1], "die") == 0 && count > 3) {
    put(number, arguments[3]);
    abort();
  }
  if (strcmp(arguments[1], "make") == 0 && count > 3) return make(number, arguments[3]);
  if (strcmp(arguments[1], "list") == 0) {
    char names[4096];
    long size = syscall(SYS_getdents64, number, names, sizeof names);
    dprintf(1, size < 0 ? "list errno %d\n" : "listed\n", errno);
    return 0;
  }
  if (strcmp(arguments[1], "seals") == 0) {
    dprintf(1, "seals %d\n", fcntl(number, F_GET_SEALS));
    return 0;
  }
  return 64;
}
