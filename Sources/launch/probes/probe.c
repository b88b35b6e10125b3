// fdport-probe prepare DIR | control DIR | inside [x32]
#define _GNU_SOURCE
#include "probe.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <sys/wait.h>

unsigned long probe_table;
int probe_is_control;
const char *probe_reason;

static const char *current;

static void print(const char *reason) {
  if (reason == NULL)
    printf("%s succeeded\n", current);
  else
    printf("%s refused %s\n", current, reason);
  fflush(stdout);
}

static const char *text(int error) {
  static char number[32];
  switch (error) {
    case ENOTCAPABLE: return "ENOTCAPABLE";
    case EXDEV: return "EXDEV";
    case EACCES: return "EACCES";
    case EPERM: return "EPERM";
    case EROFS: return "EROFS";
    case ENOENT: return "ENOENT";
    case ENOSYS: return "ENOSYS";
    case EINVAL: return "EINVAL";
    case EFAULT: return "EFAULT";
    case EBADF: return "EBADF";
    case ENODEV: return "ENODEV";
    case EEXIST: return "EEXIST";
    case EAGAIN: return "EAGAIN";
  }
  snprintf(number, sizeof number, "errno-%d", error);
  return number;
}

int probe_begins(const char *name) {
  current = name;
  probe_reason = NULL;
  errno = 0;
  if (!probe_is_control) return 1;
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) return 1;
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status))
    print(strsignal(WTERMSIG(status))[0] == 'B' ? "SIGSYS" : "a-signal");
  else
    print(WEXITSTATUS(status) == 0 ? NULL : text(WEXITSTATUS(status)));
  return 0;
}

void probe_ends(long result) {
  int error = result < 0 ? (errno != 0 ? errno : EINVAL) : 0;
  if (probe_is_control) _exit(error);
  print(error == 0 ? NULL : probe_reason != NULL ? probe_reason : text(error));
}

long opened(long result) {
  if (result >= 0) close((int)result);
  return result;
}

long beneath(int directory, const char *path, unsigned slot) {
  if (probe_table != 0)
    return opened(
        syscall(SYS_openat2, directory, path, probe_table + slot * TABLE_SLOT_SIZE, 24));
  int flags = (int[]){O_RDONLY, O_WRONLY, O_RDWR, O_PATH}[slot & 3];
  if (slot >= 512) flags |= O_CREAT;
  unsigned bits = slot % 512 >> 2;
  if (bits & 2) flags |= O_TRUNC;
  if (bits & 8) flags |= O_DIRECTORY;
  if (bits & 16) flags |= O_NOFOLLOW;
  return opened(syscall(SYS_openat, directory, path, flags, 0644));
}

static void put(const char *path, const char *contents) {
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file < 0 || write(file, contents, strlen(contents)) < 0) {
    perror(path);
    exit(2);
  }
  close(file);
}

// The granted directories, and beside them what was not granted.
static void prepare(void) {
  static const char *const directories[] = {"writable", "writable/sub", "readable",
                                            "readable/sub", "outside", "etc"};
  for (size_t i = 0; i < sizeof directories / sizeof directories[0]; i++)
    mkdir(directories[i], 0755);
  put("writable/in", "in\n");
  put("writable/sub/deep", "deep\n");
  put("writable/victim", "victim\n");
  put("readable/in", "in\n");
  put("readable/movable", "movable\n");
  put("readable/removable", "removable\n");
  mkdir("empty", 0755);
  put("file", "file\n");
  put("secret", "secret\n");
  put("victim", "victim\n");
  symlink("in", "writable/link");
  symlink("../secret", "writable/uplink");
  symlink("/etc/passwd", "writable/rootlink");
  symlink("../created", "writable/dangling");
  symlink("..", "writable/sub/updir");
  symlink("../outside", "writable/outlink");
  symlink("../outside/", "writable/slashlink");
}

static void hold(int number, const char *path, int flags) {
  int file = open(path, flags);
  if (file < 0 || dup2(file, number) != number) {
    perror(path);
    exit(2);
  }
  if (file != number) close(file);
}

int main(int count, char **arguments) {
  const char *mode = count > 1 ? arguments[1] : "inside";
  if (strcmp(mode, "inside") != 0) {
    if (count < 3 || chdir(arguments[2]) != 0) {
      fprintf(stderr, "usage: fdport-probe prepare DIR | control DIR | inside [x32]\n");
      return 2;
    }
    prepare();
    if (strcmp(mode, "prepare") == 0) return 0;
    probe_is_control = 1;
    hold(WRITABLE, "writable", O_RDONLY | O_DIRECTORY);
    hold(READABLE, "readable", O_RDONLY | O_DIRECTORY);
    hold(FILE_READABLE, "file", O_RDONLY);
  }
  probe_table = getauxval(AT_FDPORT_TABLE);
  probe_abilities();
  probe_paths();
  probe_directories();
  probe_metadata();
  probe_names();
  probe_ambient();
  probe_processes();
  probe_objects();
  probe_evasions();
  probe_grants();
  probe_foreign_calls(count > 2 && !probe_is_control ? arguments[2] : "int80");
  if (probe_is_control) probe_foreign_calls("x32");
  return 0;
}
