// The object refers to openat64, fstatat64 and scandirat64. flags: -D_FILE_OFFSET_BITS=64 -D_GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>

int large(const char *name, struct stat *status, struct dirent ***entries) {
  int result = openat(AT_FDCWD, name, 0);           // expect: open call forbidden
  result += fstatat(AT_FDCWD, name, status, 0);     // expect: stat call forbidden
  result += scandirat(AT_FDCWD, name, entries, 0, 0);  // expect: scandir call forbidden
  return result + openat(3, name, 0);
}
