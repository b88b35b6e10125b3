// The calls that take a path and no directory.
#define _GNU_SOURCE
#include "probe.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <utime.h>

void probe_ambient(void) {
  struct stat status;
  struct statfs system;
  char path[256];
  TRY("ambient/open", BY_FILTER, "open /etc/passwd", opened(raw(SYS_open, "/etc/passwd", O_RDONLY)));
  TRY("ambient/open-relative", BY_FILTER, "open secret", opened(raw(SYS_open, "secret", O_RDONLY)));
  TRY("ambient/open-device", BY_FILTER, "open /dev/null", opened(raw(SYS_open, "/dev/null", O_RDWR)));
  TRY("ambient/creat", BY_FILTER, "creat", opened(raw(SYS_creat, "created", 0644)));
  TRY("ambient/stat", BY_FILTER, "stat", raw(SYS_stat, "/etc/passwd", &status));
  TRY("ambient/lstat", BY_FILTER, "lstat", raw(SYS_lstat, "/etc/passwd", &status));
  TRY("ambient/statfs", BY_FILTER, "statfs", raw(SYS_statfs, "/", &system));
  TRY("ambient/access", BY_FILTER, "access", raw(SYS_access, "/etc/passwd", 4));
  TRY("ambient/readlink", BY_FILTER, "readlink", raw(SYS_readlink, "/proc/self/exe", path, sizeof path));
  TRY("ambient/mkdir", BY_FILTER, "mkdir", raw(SYS_mkdir, "ambient", 0755));
  TRY("ambient/rmdir", BY_FILTER, "rmdir", raw(SYS_rmdir, "ambient"));
  TRY("ambient/mknod", BY_FILTER, "mknod", raw(SYS_mknod, "node", S_IFREG | 0644, 0));
  TRY("ambient/link", BY_FILTER, "link", raw(SYS_link, "node", "node2"));
  TRY("ambient/symlink", BY_FILTER, "symlink", raw(SYS_symlink, "node", "node3"));
  TRY("ambient/rename", BY_FILTER, "rename", raw(SYS_rename, "node2", "node4"));
  TRY("ambient/chmod", BY_FILTER, "chmod", raw(SYS_chmod, "node", 0600));
  TRY("ambient/chown", BY_FILTER, "chown", raw(SYS_chown, "node", -1, -1));
  TRY("ambient/lchown", BY_FILTER, "lchown", raw(SYS_lchown, "node3", -1, -1));
  TRY("ambient/utime", BY_FILTER, "utime", raw(SYS_utime, "node", NULL));
  TRY("ambient/utimes", BY_FILTER, "utimes", raw(SYS_utimes, "node", NULL));
  TRY("ambient/unlink", BY_FILTER, "unlink", raw(SYS_unlink, "node"));
  TRY("ambient/chdir", BY_FILTER, "chdir", raw(SYS_chdir, "/"));
  TRY("ambient/chroot", BY_FILTER, "chroot", raw(SYS_chroot, "/"));
  TRY("ambient/getcwd", BY_FILTER, "getcwd", raw(SYS_getcwd, path, sizeof path));
  TRY("ambient/list-attributes", BY_FILTER, "listxattr", raw(SYS_listxattr, "/", path, sizeof path));
}
