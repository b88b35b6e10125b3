#include "subject.h"

#include <asm/unistd.h>

#include "system.h"

enum { NONE = -1, ADDRESS_LIMIT = 128 /* struct sockaddr_storage */ };

// Which argument is the path; of two paths the first.
static int path_argument(int call) {
  switch (call) {
    case __NR_open:
    case __NR_creat:
    case __NR_stat:
    case __NR_lstat:
    case __NR_access:
    case __NR_readlink:
    case __NR_truncate:
    case __NR_chdir:
    case __NR_chroot:
    case __NR_mkdir:
    case __NR_rmdir:
    case __NR_unlink:
    case __NR_rename:
    case __NR_link:
    case __NR_symlink:
    case __NR_chmod:
    case __NR_chown:
    case __NR_lchown:
    case __NR_mknod:
    case __NR_utime:
    case __NR_utimes:
    case __NR_statfs:
    case __NR_execve:
    case __NR_symlinkat:
    case __NR_mq_open:
    case __NR_mq_unlink:
    case __NR_setxattr:
    case __NR_lsetxattr:
    case __NR_getxattr:
    case __NR_lgetxattr:
    case __NR_listxattr:
    case __NR_llistxattr:
    case __NR_mount: return 0;
    case __NR_openat:
    case __NR_openat2:
    case __NR_newfstatat:
    case __NR_statx:
    case __NR_faccessat:
    case __NR_faccessat2:
    case __NR_readlinkat:
    case __NR_mkdirat:
    case __NR_mknodat:
    case __NR_unlinkat:
    case __NR_renameat:
    case __NR_renameat2:
    case __NR_linkat:
    case __NR_fchmodat:
    case __NR_fchmodat2:
    case __NR_fchownat:
    case __NR_utimensat:
    case __NR_futimesat:
    case __NR_execveat:
    case __NR_inotify_add_watch:
    case __NR_name_to_handle_at: return 1;
    default: return NONE;
  }
}

// F_FDPORT_REFUSED: the C library tells of a path.
static int is_told(const struct seccomp_data *data) {
  return data->nr == __NR_fcntl && (uint32_t)data->args[1] == F_FDPORT_REFUSED;
}

static int address_argument(int call) {
  if (call == __NR_bind || call == __NR_connect) return 1;
  return call == __NR_sendto ? 4 : NONE;
}

long copy_subject(struct caller *caller, char text[PATH_LIMIT], enum witness_text *kind) {
  const struct seccomp_data *data = &caller->notification.data;
  int path = is_told(data) ? 2 : path_argument(data->nr);
  int address = address_argument(data->nr);
  *kind = path != NONE ? WITNESS_PATH : address != NONE ? WITNESS_ADDRESS : WITNESS_NO_TEXT;
  if (path != NONE) return data->args[path] == 0 ? 0 : copy_path(caller, data->args[path], text);
  if (address == NONE || data->args[address] == 0) return 0;
  // The length is the argument behind it.
  uint64_t size = data->args[address + 1];
  if (size > ADDRESS_LIMIT) size = ADDRESS_LIMIT;
  long result = copy_bytes(caller, data->args[address], text, size);
  return result < 0 ? result : (long)size;
}
