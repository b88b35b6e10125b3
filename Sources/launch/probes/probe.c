// fdport-probe prepare DIR
// fdport-probe control DIR GROUP [SECONDS]
// fdport-probe inside GROUP [SECONDS [MECHANISM [brokered]]]
//
// A group is what one set of grants serves. With a mechanism other than "all" only the acts that it refuses are tried:
// for a launcher that was built without it. Without the filter each act gets a child of its own.
#define _GNU_SOURCE
#include "probe.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/vfs.h>
#include <sys/wait.h>
#include <time.h>

unsigned long probe_table;
int probe_is_control;
int probe_is_brokered;
int probe_lacks_guard;
double probe_seconds = 1;
const char *probe_reason;
const char *by_reading;
const char *by_crossing;

static const struct act *current;
static struct act copy_of_current;
static const char *only;
static int in_children;

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
    case ENOTDIR: return "ENOTDIR";
    case ENOTEMPTY: return "ENOTEMPTY";
    case EISDIR: return "EISDIR";
    case EBUSY: return "EBUSY";
    case ENAMETOOLONG: return "ENAMETOOLONG";
    case ESPIPE: return "ESPIPE";
    case EISCONN: return "EISCONN";
    case ENXIO: return "ENXIO";
    case ECHILD: return "ECHILD";
    case ELOOP: return "ELOOP";
  }
  snprintf(number, sizeof number, "errno-%d", error);
  return number;
}

static void print(const char *reason) {
  const char *by = current->refusal == NULL ? "- -" : current->refusal;
  const char *space = strchr(by, ' ');
  printf("%s\t%s\t%s\t%.*s\t%s\t%s\n", current->name, reason == NULL ? "succeeded" : reason,
         space + 1, (int)(space - by), by, current->control, current->what);
  fflush(stdout);
}

// Whether the act is of the mechanism that was asked for.
static int is_wanted(const struct act *act) {
  if (probe_is_control) return strcmp(act->control, NOWHERE) != 0;
  size_t length = only == NULL ? 0 : strlen(only);
  return only == NULL || (act->refusal != NULL && strncmp(act->refusal, only, length) == 0 &&
                          act->refusal[length] == ' ');
}

int probe_begins(const struct act *act) {
  copy_of_current = *act;
  current = &copy_of_current;
  probe_reason = NULL;
  errno = 0;
  if (!is_wanted(act)) return 0;
  if (!probe_is_control && !in_children) return 1;
#ifndef FDPORT_PROBE_INSIDE
  fflush(stdout);
  pid_t child = fork();
  if (child == 0) {
    // What waits for ever outside would hang the control; SIGKILL of a parent that is gone.
    alarm(30 + 5 * (unsigned)probe_seconds);
    return 1;
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (WIFSIGNALED(status))
    print(WTERMSIG(status) == 31 ? "SIGSYS" : "a-signal");
  else
    print(WEXITSTATUS(status) == 0 ? NULL : text(WEXITSTATUS(status)));
#endif
  return 0;
}

void probe_ends(long result) {
  int error = result < 0 ? (errno != 0 ? errno : EINVAL) : 0;
  if (probe_is_control || in_children) _exit(error);
  print(error == 0 ? NULL : probe_reason != NULL ? probe_reason : text(error));
}

long opened(long result) {
  if (result >= 0) close((int)result);
  return result;
}

long open_beneath(int directory, const char *path, unsigned slot) {
  if (probe_table != 0)
    return raw(SYS_openat2, directory, path, probe_table + slot * TABLE_SLOT_SIZE, 24);
  int flags = (int[]){O_RDONLY, O_WRONLY, O_RDWR, O_PATH}[slot & 3];
  if (slot >= 512) flags |= O_CREAT;
  static const int bits[] = {O_EXCL, O_TRUNC, O_APPEND, O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_CLOEXEC};
  for (int bit = 0; bit < 7; bit++)
    if (slot % 512 >> (2 + bit) & 1) flags |= bits[bit];
  return raw(SYS_openat, directory, path, flags, 0644);
}

long beneath(int directory, const char *path, unsigned slot) {
  // EAGAIN, openat2(2): somebody on this machine renamed something while a `..` was walked. It says
  // neither yes nor no, and C libraries ask again.
  long result = -1;
  int attempts = 64;
  do result = open_beneath(directory, path, slot);
  while (result < 0 && errno == EAGAIN && --attempts > 0);
  return opened(result);
}

const char *empty_string(void) {
  return probe_table != 0 ? (const char *)(probe_table + TABLE_EMPTY_STRING) : "";
}

unsigned long table_or_copy(void) {
  static unsigned char copy[TABLE_SIZE] __attribute__((aligned(TABLE_SIZE)));
  return probe_table != 0 ? probe_table : (unsigned long)copy;
}

double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static const struct {
  const char *group;
  void (*probe)(void);
} groups[] = {
    // First, before the acts open anything themselves.
    {"main", probe_left_over},
    {"main", probe_abilities},  {"main", probe_paths},         {"main", probe_directories},
    {"main", probe_metadata},   {"main", probe_names},         {"main", probe_broker},
    {"main", probe_ambient},    {"main", probe_processes},     {"main", probe_objects},
    {"main", probe_sockets},    {"main", probe_table_attacks}, {"main", probe_evasions},
    {"main", probe_controls},   {"main", probe_grants},
    {"main", probe_locks},
    {"metadata", probe_held_metadata}, {"root", probe_root},   {"races", probe_races},
};

static int usage(void) {
  fprintf(stderr, "usage: fdport-probe prepare DIR | control DIR GROUP [SECONDS] | "
                  "inside GROUP [SECONDS [MECHANISM [brokered | library]]]\n");
  return 2;
}

int main(int count, char **arguments) {
  if (count < 3) return usage();
  int is_inside = strcmp(arguments[1], "inside") == 0;
#ifdef FDPORT_PROBE_INSIDE
  if (!is_inside) return usage();
#else
  if (!is_inside) {
    if (chdir(arguments[2]) != 0) return usage();
    prepare_fixture();
    if (strcmp(arguments[1], "prepare") == 0) return 0;
    if (count < 4) return usage();
    probe_is_control = 1;
  }
#endif
  const char *group = arguments[is_inside ? 2 : 3];
  int at = is_inside ? 3 : 4;
  if (count > at) probe_seconds = atof(arguments[at]);
  if (is_inside && count > at + 1 && strcmp(arguments[at + 1], "all") != 0) only = arguments[at + 1];
  probe_is_brokered = is_inside && count > at + 2 && strcmp(arguments[at + 2], "brokered") == 0;
  probe_lacks_guard = only != NULL;
  in_children = only != NULL && strcmp(only, "filter") == 0;
#ifndef FDPORT_PROBE_INSIDE
  if (probe_is_control) hold_fixture(group);
#endif
  probe_table = getauxval(AT_FDPORT_TABLE);
  struct statfs mount;
  by_reading = raw(SYS_fstatfs, READABLE, &mount) == 0 && mount.f_flags & 1 /* ST_RDONLY */
                   ? "mount EROFS"
                   : BY_LANDLOCK;
  by_crossing = strcmp(by_reading, BY_LANDLOCK) == 0 ? BY_LANDLOCK : "mount EXDEV";
  if (strcmp(group, "int80") == 0 || strcmp(group, "x32") == 0) probe_foreign_calls(group);
  for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
    if (strcmp(group, groups[i].group) == 0) groups[i].probe();
  return 0;
}
