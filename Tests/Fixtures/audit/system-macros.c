// Macros and inline functions of system headers that bring an ambient name. flags: -D_GNU_SOURCE -O2
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern char **environ;
extern char **__environ;

int macros(void) {
  return getc(stdin) + putc('x', stdout);  // expect: stdin object noted; stdout object noted
}

void text(const char *name) {
  fprintf(stderr, "%s", name);
  perror(name);
}

char **both(int n) {
  return n ? environ : __environ;  // expect: environ object noted; environ object noted
}

int retried(const char *name) {
  return TEMP_FAILURE_RETRY(unlink(name));  // expect: unlink call forbidden
}
