/* Which path and which call gives which answer. Descriptors as prepare.sh and the caller lay out:
   0 the null device, 3 tree, 4 other, 5 granted.txt read-only, 6 writable.txt read-write, 7 log.txt for appending.
   `paths inside RIGHTS` runs under the runtime, which grants 3 with these: c creates names, d deletes
   them, m changes modes, owners and times. Descriptor 7 appends outside only. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/time.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "check.h"

#define ENOTCAPABLE_NUMBER 134
#define E ENOTCAPABLE_NUMBER
#define D "/dev/fd/3"

struct row {
  const char *name;
  int (*call)(const struct row *);
  const char *path;
  const char *second;
  int flags;
  int mode;
  int expected;
  char right; /* what the runtime must have granted for it; 0: nothing */
};

static int close_result(int fd) {
  int code = failed(fd);
  if (fd >= 0) close(fd);
  return code;
}

static int call_open(const struct row *r) { return close_result(open(r->path, r->flags, r->mode)); }
static int call_openat(const struct row *r) {
  return close_result(openat(3, r->path, r->flags, r->mode));
}
static int call_openat_cwd(const struct row *r) {
  return close_result(openat(AT_FDCWD, r->path, r->flags, r->mode));
}
static int call_opendir(const struct row *r) {
  DIR *d = opendir(r->path);
  if (!d) return errno;
  closedir(d);
  return 0;
}
static int call_stat(const struct row *r) {
  struct stat st;
  return failed(stat(r->path, &st));
}
static int call_lstat(const struct row *r) {
  struct stat st;
  int code = failed(lstat(r->path, &st));
  return code ? code : (r->flags && (st.st_mode & S_IFMT) != (mode_t)r->flags ? EBADMSG : 0);
}
static int call_fstatat(const struct row *r) {
  struct stat st;
  return failed(fstatat(3, r->path, &st, r->flags));
}
static int call_statx(const struct row *r) {
  struct statx stx;
  int code = failed(statx(3, r->path, r->flags, STATX_BASIC_STATS, &stx));
  return code ? code : (r->mode && (stx.stx_mode & S_IFMT) != r->mode ? EBADMSG : 0);
}
static int call_access(const struct row *r) { return failed(access(r->path, r->flags)); }
static int call_faccessat(const struct row *r) {
  return failed(faccessat(3, r->path, r->flags, r->mode));
}
static int call_readlink(const struct row *r) {
  char text[64];
  return failed(readlink(r->path, text, sizeof text));
}
static int call_statvfs(const struct row *r) {
  struct statvfs v;
  return failed(statvfs(r->path, &v));
}
static int call_mkdir(const struct row *r) { return failed(mkdir(r->path, 0755)); }
static int call_rmdir(const struct row *r) { return failed(rmdir(r->path)); }
static int call_unlink(const struct row *r) { return failed(unlink(r->path)); }
static int call_remove(const struct row *r) { return failed(remove(r->path)); }
static int call_rename(const struct row *r) { return failed(rename(r->path, r->second)); }
static int call_link(const struct row *r) { return failed(link(r->path, r->second)); }
static int call_linkat(const struct row *r) {
  return failed(linkat(3, r->path, 3, r->second, r->flags));
}
static int call_symlink(const struct row *r) { return failed(symlink(r->path, r->second)); }
static int call_mkfifo(const struct row *r) { return failed(mkfifo(r->path, 0600)); }
static int call_chmod(const struct row *r) { return failed(chmod(r->path, r->mode)); }
static int call_fchmodat(const struct row *r) {
  return failed(fchmodat(3, r->path, r->mode, r->flags));
}
static int call_chown(const struct row *r) { return failed(chown(r->path, getuid(), getgid())); }
static int call_lchown(const struct row *r) { return failed(lchown(r->path, getuid(), getgid())); }
static int call_utimes(const struct row *r) { return failed(utimes(r->path, 0)); }
static int call_truncate(const struct row *r) { return failed(truncate(r->path, 3)); }
static int call_getxattr(const struct row *r) {
  char text[8];
  return failed(getxattr(r->path, "user.x", text, sizeof text));
}
static int call_chdir(const struct row *r) { return failed(chdir(r->path)); }
static int call_chroot(const struct row *r) { return failed(chroot(r->path)); }
static int call_fchdir(const struct row *r) { return failed(fchdir(r->flags)); }
static int call_exec(const struct row *r) {
  return failed(execl(r->path, r->path, (char *)0));
}
static int call_realpath(const struct row *r) {
  char *text = realpath(r->path, 0);
  int code = text ? (strcmp(text, r->second) ? EBADMSG : 0) : errno;
  if (code == EBADMSG) printf("# realpath: %s\n", text);
  free(text);
  return code;
}

#include "paths.inc"

/* The broker refuses metadata as a whole, Landlock a name; a is for what the runtime never grants. */
static int expected(const struct row *r, const char *rights) {
  if (!r->right || !rights || strchr(rights, r->right)) return r->expected;
  return r->right == 'm' ? E : r->right == 'a' ? EINVAL : EACCES;
}

int main(int count, char **arguments) {
  const char *rights = count > 2 && !strcmp(arguments[1], "inside") ? arguments[2] : 0;
  size_t i, rows = sizeof table / sizeof *table;
  setvbuf(stdout, 0, _IOLBF, BUFSIZ);
  umask(022);
  for (i = 0; i < rows; i++)
    check(table[i].name, expected(&table[i], rights), table[i].call(&table[i]));
  printf("%zu checks, %d failed\n", rows, failures);
  return failures > 0;
}
