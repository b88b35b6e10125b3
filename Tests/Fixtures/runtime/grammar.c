// Every path over a small grammar, up to a length, by every call that takes one: what happens.
//
//   grammar LENGTH inside    beneath descriptor 3, through the sealed table and the broker
//   grammar LENGTH outside   the same calls of the kernel's, unconfined, beneath descriptor 3
//
// One line a call: CALL [PATH] ANSWER, and outside whether the path ever leads out of the directory. The
// answer of an open is what it found. What a call changed is put back at once, so that the order does
// not matter.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { ROOT = 3, SLOT_PATH = 3 };

// a is a directory that holds one of each again, f a file, l a link to a, o a link to `..`, d a link to
// nowhere, n is not there. The empty one makes double and trailing slashes.
static const char *const components[] = {"a", "f", "l", "o", "d", "n", "..", ".", ""};
enum { COMPONENTS = sizeof components / sizeof components[0] };

static unsigned long table;
static char grant[4096];

static long open_path(const char *path) {
  if (table != 0) {
    // EAGAIN, openat2(2): a rename elsewhere raced with a `..`; C libraries ask again.
    long result;
    int attempts = 64;
    do result = syscall(SYS_openat2, ROOT, path, table + 32 * SLOT_PATH, 24);
    while (result < 0 && errno == EAGAIN && --attempts > 0);
    return result;
  }
  return openat(ROOT, path, O_PATH);
}

// Whether a prefix of the path, at a component's end, is outside.
static int leaves(const char *path) {
  char prefix[256];
  if (path[0] == '/') return 1;
  for (size_t end = 1; end <= strlen(path); end++) {
    if (path[end] != '/' && path[end] != 0) continue;
    memcpy(prefix, path, end);
    prefix[end] = 0;
    int file = openat(ROOT, prefix, O_PATH);
    if (file < 0) continue;
    char link[64], place[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, place, sizeof place - 1);
    close(file);
    place[length < 0 ? 0 : length] = 0;
    size_t own = strlen(grant);
    if (strncmp(place, grant, own) != 0 || (place[own] != 0 && place[own] != '/')) return 1;
  }
  return 0;
}

static int is_out;

static void print(const char *call, const char *path, const char *answer) {
  printf("%s [%s] %s %s\n", call, path, answer, table != 0 ? "-" : is_out ? "leaves" : "stays");
}

static const char *answer(long result) {
  return result >= 0 ? "ok" : errno == 134 ? "ENOTCAPABLE" : strerrorname_np(errno);
}

#define REPORT(call, result) print(call, path, answer(result))

static void try(const char *path) {
  is_out = table == 0 && leaves(path);
  char found[64];
  long file = open_path(path);
  struct stat status;
  // The raw call: glibc 2.36's fstat asks with a path.
  if (file >= 0 && syscall(SYS_fstat, file, &status) == 0)
    snprintf(found, sizeof found, "ok-%lu", (unsigned long)status.st_ino);
  else
    snprintf(found, sizeof found, "%s", answer(-1));
  if (file >= 0) close((int)file);
  print("open", path, found);

  // Unconfined, nothing outside is changed: that it is outside says enough.
  if (is_out) {
    static const char *const calls[] = {"mkdir", "symlink", "link-to", "link-from", "rename-from",
                                        "rename-to", "rmdir"};
    for (int i = 0; i < 7; i++) print(calls[i], path, "outside");
    return;
  }
  long result = syscall(SYS_mkdirat, ROOT, path, 0755);
  REPORT("mkdir", result);
  if (result >= 0) syscall(SYS_unlinkat, ROOT, path, AT_REMOVEDIR);

  result = syscall(SYS_symlinkat, "f", ROOT, path);
  REPORT("symlink", result);
  if (result >= 0) syscall(SYS_unlinkat, ROOT, path, 0);

  result = syscall(SYS_linkat, ROOT, "f", ROOT, path, 0);
  REPORT("link-to", result);
  if (result >= 0) syscall(SYS_unlinkat, ROOT, path, 0);

  result = syscall(SYS_linkat, ROOT, path, ROOT, "made", 0);
  REPORT("link-from", result);
  if (result >= 0) syscall(SYS_unlinkat, ROOT, "made", 0);

  // To a name that is there: a path that leads through what it renames could not be put back.
  REPORT("rename-from", syscall(SYS_renameat2, ROOT, path, ROOT, "f", 1 /* RENAME_NOREPLACE */));

  result = syscall(SYS_renameat2, ROOT, "f", ROOT, path, 1);
  REPORT("rename-to", result);
  if (result >= 0) syscall(SYS_renameat2, ROOT, path, ROOT, "f", 1);

  // No directory of the tree is empty.
  REPORT("rmdir", syscall(SYS_unlinkat, ROOT, path, AT_REMOVEDIR));
}

static void enumerate(char *path, size_t length, int rest) {
  for (int i = 0; i < COMPONENTS; i++) {
    strcpy(path + length, components[i]);
    size_t end = length + strlen(components[i]);
    try(path);
    if (rest > 1) {
      path[end] = '/';
      path[end + 1] = 0;
      enumerate(path, end + 1, rest - 1);
      path[end] = 0;
    }
  }
}

int main(int count, char **arguments) {
  if (count < 3) return 64;
  table = getauxval(0x1001);
  if (strcmp(arguments[2], "outside") == 0) {
    ssize_t length = readlink("/proc/self/fd/3", grant, sizeof grant - 1);
    grant[length < 0 ? 0 : length] = 0;
  }
  char path[256] = "";
  enumerate(path, 0, atoi(arguments[1]));
  return 0;
}
