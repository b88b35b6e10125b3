// With --report an openat2 comes here instead of going to the kernel. The filter has seen to it that
// its flags stand in the sealed table, so that they are read from there.
#include "opens.h"

#include <asm/ioctl.h>
#include <asm/statfs.h>
#include <linux/fcntl.h>
#include <linux/magic.h>
#include <linux/stat.h>
#include <linux/types.h>

#include "place.h"
#include "system.h"

enum {
  NO_ENTRY = -2,
  NO_ACCESS = -13,
  // Linux 5.14, linux/seccomp.h: answers the call with the number that the descriptor gets.
  ADD_AND_SEND = 1 << 1,
};

// Never a blocking open, which would stop the broker for every thread: a named pipe opens at once.
static long open_at_once(int directory, const char *path, struct open_how how) {
  uint64_t wanted = how.flags;
  if (!(wanted & O_PATH)) how.flags |= O_NONBLOCK;
  how.flags |= O_CLOEXEC;
  long file = open_by_how(directory, path, &how);
  if (is_error(file) || wanted & (O_NONBLOCK | O_PATH)) return file;
  call3(__NR_fcntl, file, F_SETFL, wanted & O_APPEND);
  return file;
}

long carry_out_open(struct caller *caller) {
  static char path[PATH_LIMIT];
  struct open_how how;
  long directory = take_descriptor(caller, caller->notification.data.args[0]);
  if (directory < 0) return directory;
  // The outer layer of Landlock lets the broker read there, and these opens are the broker's: a
  // descriptor of /proc that somebody has sent to the program must not be worth more by that.
  struct statfs system;
  long result = call2(__NR_fstatfs, directory, &system);
  if (is_error(result) || system.f_type == PROC_SUPER_MAGIC) {
    call1(__NR_close, directory);
    return is_error(result) ? result : NO_ACCESS;
  }
  long file = copy_path(caller, caller->notification.data.args[1], path);
  if (file >= 0) file = copy_bytes(caller, caller->notification.data.args[2], &how, sizeof how);
  if (file >= 0) file = open_at_once((int)directory, path, how);
  call1(__NR_close, directory);
  if (file < 0) return file;
  struct seccomp_notif_addfd added = {
      .id = caller->notification.id,
      .flags = ADD_AND_SEND,
      .srcfd = (uint32_t)file,
      .newfd_flags = how.flags & O_CLOEXEC ? O_CLOEXEC : 0,
  };
  result = call3(__NR_ioctl, caller->listener, SECCOMP_IOCTL_NOTIF_ADDFD, &added);
  call1(__NR_close, file);
  if (result == NO_ENTRY) return REQUEST_GONE;
  return is_error(result) ? result : 0;
}
