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
  TRY("ambient/open", BY_FILTER, "open /etc/passwd", opened(syscall(SYS_open, "/etc/passwd", O_RDONLY)));
  TRY("ambient/open-relative", BY_FILTER, "open secret", opened(syscall(SYS_open, "secret", O_RDONLY)));
  TRY("ambient/open-device", BY_FILTER, "open /dev/null", opened(syscall(SYS_open, "/dev/null", O_RDWR)));
  TRY("ambient/creat", BY_FILTER, "creat", opened(syscall(SYS_creat, "created", 0644)));
  TRY("ambient/stat", BY_FILTER, "stat", syscall(SYS_stat, "/etc/passwd", &status));
  TRY("ambient/lstat", BY_FILTER, "lstat", syscall(SYS_lstat, "/etc/passwd", &status));
  TRY("ambient/statfs", BY_FILTER, "statfs", syscall(SYS_statfs, "/", &system));
  TRY("ambient/access", BY_FILTER, "access", syscall(SYS_access, "/etc/passwd", 4));
  TRY("ambient/readlink", BY_FILTER, "readlink", syscall(SYS_readlink, "/proc/self/exe", path, sizeof path));
  TRY("ambient/mkdir", BY_FILTER, "mkdir", syscall(SYS_mkdir, "ambient", 0755));
  TRY("ambient/rmdir", BY_FILTER, "rmdir", syscall(SYS_rmdir, "ambient"));
  TRY("ambient/mknod", BY_FILTER, "mknod", syscall(SYS_mknod, "node", S_IFREG | 0644, 0));
  TRY("ambient/link", BY_FILTER, "link", syscall(SYS_link, "node", "node2"));
  TRY("ambient/symlink", BY_FILTER, "symlink", syscall(SYS_symlink, "node", "node3"));
  TRY("ambient/rename", BY_FILTER, "rename", syscall(SYS_rename, "node2", "node4"));
  TRY("ambient/chmod", BY_FILTER, "chmod", syscall(SYS_chmod, "node", 0600));
  TRY("ambient/chown", BY_FILTER, "chown", syscall(SYS_chown, "node", -1, -1));
  TRY("ambient/lchown", BY_FILTER, "lchown", syscall(SYS_lchown, "node3", -1, -1));
  TRY("ambient/utime", BY_FILTER, "utime", syscall(SYS_utime, "node", NULL));
  TRY("ambient/utimes", BY_FILTER, "utimes", syscall(SYS_utimes, "node", NULL));
  TRY("ambient/unlink", BY_FILTER, "unlink", syscall(SYS_unlink, "node"));
  TRY("ambient/chdir", BY_FILTER, "chdir", syscall(SYS_chdir, "/"));
  TRY("ambient/chroot", BY_FILTER, "chroot", syscall(SYS_chroot, "/"));
  TRY("ambient/getcwd", BY_FILTER, "getcwd", syscall(SYS_getcwd, path, sizeof path));
  TRY("ambient/list-attributes", BY_FILTER, "listxattr", syscall(SYS_listxattr, "/", path, sizeof path));
}
