// O_TMPFILE.
#define _GNU_SOURCE
#include "open_hook.h"

#include <fcntl.h>
#include <malloc.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static const char *hooked_path;
static int (*hooked_answer)(void *);
static void *hooked_context;

void fdport_hook_open(const char *path, int (*hook)(void *context), void *context) {
  hooked_path = path;
  hooked_answer = hook;
  hooked_context = context;
}

// A program's own definition goes before the C library's, for its libraries too (ld.so(8)), if the program exports
// it: Package.swift says so to the linker.
int open(const char *path, int flags, ...) {
  mode_t mode = 0;
  // O_TMPFILE has O_DIRECTORY's bit as well, open(2).
  if ((flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE) {
    va_list rest;
    va_start(rest, flags);
    mode = va_arg(rest, mode_t);
    va_end(rest);
  }
  if (hooked_path && strcmp(path, hooked_path) == 0) return hooked_answer(hooked_context);
  return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

pid_t fdport_fork(void) {
  const pid_t parent = getpid();
  malloc_trim(0);
  const pid_t child = fork();
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    // It may have gone before that was said.
    if (getppid() != parent) _exit(1);
  }
  return child;
}
