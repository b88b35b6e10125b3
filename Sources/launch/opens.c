// An openat2 comes here instead of going to the kernel with --report, and where the kernel lacks a piece
// that the table rests on. Which slot it is says everything: not the memory there, which the kernel may
// not have been able to seal.
#include "opens.h"

#include <asm/ioctl.h>
#include <asm/statfs.h>
#include <linux/fcntl.h>
#include <linux/magic.h>
#include <linux/stat.h>
#include <linux/types.h>

#include "place.h"
#include "system.h"
#include "table.h"

enum {
  NO_ENTRY = -2,
  NO_ACCESS = -13,
  // Linux 5.14, linux/seccomp.h: answers the call with the number that the descriptor gets.
  ADD_AND_SEND = 1 << 1,
};

// Never a blocking open, which would stop the broker for every thread: a named pipe opens at once.
static long open_at_once(int directory, const char *path, struct open_how how) {
  uint64_t wanted = how.flags;
  how.flags |= O_CLOEXEC | O_NONBLOCK;
  long file = open_by_how(directory, path, &how);
  if (is_error(file) || wanted & O_NONBLOCK) return file;
  call3(__NR_fcntl, file, F_SETFL, wanted & O_APPEND);
  return file;
}

// Landlock looks at truncation since Linux 6.2 (ABI 3); before, a file that is opened for reading can be
// emptied by that. So it is emptied through a descriptor for writing, at which Landlock looks.
static long open_emptied(int directory, const char *path, struct open_how how) {
  struct open_how emptying = how;
  emptying.flags |= O_WRONLY;
  long file = open_at_once(directory, path, emptying);
  if (is_error(file)) return file;
  call1(__NR_close, file);
  how.flags &= ~(uint64_t)(O_TRUNC | O_CREAT | O_EXCL);
  how.mode = 0;
  return open_at_once(directory, path, how);
}

// The outer layer of Landlock may let the broker read /proc, and these opens are the broker's: a
// descriptor of it that somebody has sent to the program must not be worth more by that.
static long check_directory(int directory) {
  struct statfs system;
  long result = call2(__NR_fstatfs, directory, &system);
  if (is_error(result)) return result;
  return system.f_type == PROC_SUPER_MAGIC ? NO_ACCESS : 0;
}

static long give(struct caller *caller, long file, uint64_t flags) {
  struct seccomp_notif_addfd added = {
      .id = caller->notification.id,
      .flags = ADD_AND_SEND,
      .srcfd = (uint32_t)file,
      .newfd_flags = flags & O_CLOEXEC ? O_CLOEXEC : 0,
  };
  long result = call3(__NR_ioctl, caller->listener, SECCOMP_IOCTL_NOTIF_ADDFD, &added);
  if (result == NO_ENTRY) return REQUEST_GONE;
  return is_error(result) ? result : REQUEST_ANSWERED;
}

long carry_out_open(struct caller *caller, const struct filter *filter) {
  static char path[PATH_LIMIT];
  const __u64 *arguments = caller->notification.data.args;
  struct open_how how = slot_of_table((uint32_t)((arguments[2] - filter->table) / TABLE_SLOT_SIZE));
  long file = copy_path(caller, arguments[1], path);
  if (file < 0) return file;
  // Such a descriptor cannot be given to another process, and reads nothing.
  if (how.flags & O_PATH)
    return open_by_hand(&caller->hand, (int)arguments[0], path, &how);
  long directory = take_descriptor(caller, arguments[0]);
  if (directory < 0) return directory;
  int is_emptied = (how.flags & (O_ACCMODE | O_TRUNC)) == (O_RDONLY | O_TRUNC);
  file = check_directory((int)directory);
  if (file == 0)
    file = is_emptied ? open_emptied((int)directory, path, how)
                      : open_at_once((int)directory, path, how);
  call1(__NR_close, directory);
  if (file < 0) return file;
  long result = give(caller, file, how.flags);
  call1(__NR_close, file);
  return result;
}
