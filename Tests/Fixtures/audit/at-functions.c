// A call below a directory is ambient where the directory is the working directory, or where the path can
// only be absolute. flags: -D_GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define HERE AT_FDCWD
#define DEFAULT_DIRECTORY (-100)
#define RELATIVE(call, path) call(HERE, path, 0)

static const int here = AT_FDCWD;
static const char fixed[] = "/etc/passwd";
static const char *assigned = "/etc/passwd";

int working_directory(const char *name, struct stat *status) {
  int result = openat(AT_FDCWD, name, 0);                    // expect: open call forbidden
  result += openat(-100, name, 0);                           // expect: open call forbidden
  result += openat(HERE, name, 0);                           // expect: open call forbidden
  result += openat(DEFAULT_DIRECTORY, name, 0);              // expect: open call forbidden
  result += (openat)(here, name, 0);                         // expect: open call forbidden
  result += fstatat(AT_FDCWD, name, status, 0);              // expect: stat call forbidden
  result += faccessat(AT_FDCWD, name, 0, 0);                 // expect: access call forbidden
  result += mkdirat(AT_FDCWD, name, 0) + mkfifoat(AT_FDCWD, name, 0);  // expect: mkdir call forbidden; mkfifo call forbidden
  result += mknodat(AT_FDCWD, name, 0, 0);                   // expect: mknod call forbidden
  result += RELATIVE(unlinkat, name);                        // expect: unlink call forbidden
  result += fchmodat(AT_FDCWD, name, 0, 0);                  // expect: chmod call forbidden
  result += fchownat(AT_FDCWD, name, 0, 0, 0);               // expect: chown call forbidden
  result += utimensat(AT_FDCWD, name, 0, 0);                 // expect: utimes call forbidden
  result += symlinkat("/target", AT_FDCWD, name);            // expect: symlink call forbidden
  return result;
}

int either_end(int directory, const char *name) {
  int result = renameat(AT_FDCWD, name, directory, name);    // expect: rename call forbidden
  result += renameat(directory, name, AT_FDCWD, name);       // expect: rename call forbidden
  result += linkat(directory, name, directory, "/etc/x", 0);  // expect: link call forbidden
  return result + renameat2(directory, name, directory, name, 0);
}

int absolute(int directory, char *buffer, int n) {
  int result = openat(directory, "/etc/passwd", 0);          // expect: open call forbidden
  result += openat(directory, fixed, 0);                     // expect: open call forbidden
  result += openat(directory, n ? "/a" : "/" "b", 0);        // expect: open call forbidden
  result += (int)readlinkat(directory, ("/etc/x"), buffer, 9);  // expect: readlink call forbidden
  return result;
}

int held(int directory, const char *name, struct stat *status) {
  int result = openat(directory, name, 0) + openat(3, name, 0) + openat(directory, "etc", 0);
  result += fstatat(directory, "", status, AT_EMPTY_PATH) + openat(directory, assigned, 0);
  result += openat(directory, directory ? "/a" : "b", 0) + symlinkat("/target", directory, "name");
  return result + unlinkat(directory, name, 0);
}

int (*passed_on)(int, const char *, int, ...) = openat;
