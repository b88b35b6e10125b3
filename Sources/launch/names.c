// A name cannot be checked by a filter, so these calls come here. The directory is the caller's own
// open file, taken by its number; the path is copied once and walked beneath it; the outer layer of
// Landlock, which holds every grant's rights, bounds the broker as well.
//
// Nothing is ever opened but by O_PATH: opening a named pipe would block the broker for everybody.
#include "names.h"

#include <asm/stat.h>
#include <linux/fcntl.h>
#include <linux/stat.h>
#include <linux/time_types.h>

#include "bytes.h"
#include "guards.h"
#include "place.h"
#include "processes.h"
#include "system.h"

enum { NOT_PERMITTED = -1, NO_ENTRY = -2, NO_SUCH_CALL = -38, NOT_SUPPORTED = -95 };

enum {
  PERMISSIONS = 01777,
  SET_ID_BITS = 06000,
};

#define ARGUMENT(caller, index) ((caller)->notification.data.args[index])

// What is common to all: a directory of the caller's, and a path beneath it.
struct target {
  int directory;
  struct place place;
  char path[PATH_LIMIT];
};

static long take_target(struct caller *caller, uint64_t number, uint64_t path,
                        struct target *target) {
  long directory = take_descriptor(caller, number);
  if (directory < 0) return directory;
  target->directory = (int)directory;
  long result = copy_path(caller, path, target->path);
  if (result >= 0) result = find_place(target->directory, target->path, &target->place);
  if (result < 0) call1(__NR_close, directory);
  return result < 0 ? result : 0;
}

static void drop_target(const struct target *target) {
  leave_place(target->directory, &target->place);
  call1(__NR_close, target->directory);
}

// mknod(2): a file system of the program's could otherwise hold any device of the machine.
static long make_node(const struct target *target, uint32_t mode) {
  uint32_t kind = mode & S_IFMT;
  if ((kind == S_IFCHR || kind == S_IFBLK) && !LEFT_OUT(broker)) return NOT_PERMITTED;
  if (mode & SET_ID_BITS && !LEFT_OUT(broker)) return NOT_PERMITTED;
  return call4(__NR_mknodat, target->place.parent, target->place.name, mode, 0);
}

static long change_one_name(struct caller *caller) {
  static struct target target;
  static char link_target[PATH_LIMIT];
  int call = caller->notification.data.nr;
  int is_link = call == __NR_symlinkat;
  if (is_link) {
    long result = copy_path(caller, ARGUMENT(caller, 0), link_target);
    if (result < 0) return result;
  }
  int at = is_link ? 1 : 0;
  long result = take_target(caller, ARGUMENT(caller, at), ARGUMENT(caller, at + 1), &target);
  if (result < 0) return result;
  int parent = target.place.parent;
  const char *name = target.place.name;
  uint32_t third = (uint32_t)ARGUMENT(caller, 2);
  if (call == __NR_mkdirat) result = call3(__NR_mkdirat, parent, name, third & PERMISSIONS);
  if (call == __NR_unlinkat) result = call3(__NR_unlinkat, parent, name, third);
  if (call == __NR_mknodat) result = make_node(&target, third);
  if (is_link) result = call3(__NR_symlinkat, link_target, parent, name);
  drop_target(&target);
  return result;
}

// Both ends are resolved before anything is done.
static struct target from, to;

static long rename_name(struct caller *caller) {
  long result = take_target(caller, ARGUMENT(caller, 0), ARGUMENT(caller, 1), &from);
  if (result < 0) return result;
  result = take_target(caller, ARGUMENT(caller, 2), ARGUMENT(caller, 3), &to);
  if (result >= 0) {
    // renameat has no fifth argument, and the register holds anything.
    uint32_t flags =
        caller->notification.data.nr == __NR_renameat2 ? (uint32_t)ARGUMENT(caller, 4) : 0;
    result = call5(__NR_renameat2, from.place.parent, from.place.name, to.place.parent,
                   to.place.name, flags);
    drop_target(&to);
  }
  drop_target(&from);
  return result;
}

static long link_file(const struct caller *caller, int file, const struct place *place) {
  long result = call5(__NR_linkat, file, "", place->parent, place->name, AT_EMPTY_PATH);
  if (result != NO_ENTRY || caller->processes < 0) return result;
  return call5(__NR_linkat, caller->processes, entry_of(file).path, place->parent, place->name,
               AT_SYMLINK_FOLLOW);
}

static long change_mode(const struct caller *caller, int file, uint32_t mode) {
  long result = call4(__NR_fchmodat2, file, "", mode, AT_EMPTY_PATH);
  if (result != NO_SUCH_CALL) return result;
  if (caller->processes < 0) return NOT_SUPPORTED;
  return call3(__NR_fchmodat, caller->processes, entry_of(file).path, mode);
}

// The file to be linked is opened first, beneath its directory, and then linked by its descriptor: no
// path is walked twice, and a symbolic link as its last component stays within the grant. linkat(2)
// takes AT_EMPTY_PATH from whoever opened the descriptor, since Linux 6.10, and says ENOENT before.
static long link_name(struct caller *caller) {
  static char path[PATH_LIMIT];
  long directory = take_descriptor(caller, ARGUMENT(caller, 0));
  if (directory < 0) return directory;
  long file = copy_path(caller, ARGUMENT(caller, 1), path);
  unsigned flags = ARGUMENT(caller, 4) & AT_SYMLINK_FOLLOW ? 0 : O_NOFOLLOW;
  if (file >= 0) file = open_path_beneath((int)directory, path, flags);
  call1(__NR_close, directory);
  if (file < 0) return file;
  long result = take_target(caller, ARGUMENT(caller, 2), ARGUMENT(caller, 3), &to);
  if (result >= 0) {
    result = link_file(caller, (int)file, &to.place);
    drop_target(&to);
  }
  call1(__NR_close, file);
  return result;
}

static long change_held(struct caller *caller, int file) {
  struct stat status;
  long result = call2(__NR_fstat, file, &status);
  if (is_error(result)) return result;
  uint32_t kind = status.st_mode & S_IFMT;
  // The null device, a terminal, a pipe or a socket is nobody's to change.
  if (kind != S_IFREG && kind != S_IFDIR && kind != S_IFLNK && !LEFT_OUT(broker))
    return -ENOTCAPABLE;
  int call = caller->notification.data.nr;
  if (call == __NR_fchmod || call == __NR_fchmodat2) {
    uint32_t mode = (uint32_t)ARGUMENT(caller, call == __NR_fchmod ? 1 : 2);
    // A set-user-id file is authority for whoever runs it outside.
    if (mode & SET_ID_BITS && !LEFT_OUT(broker)) return NOT_PERMITTED;
    if (call == __NR_fchmod) return call2(__NR_fchmod, file, mode & PERMISSIONS);
    return change_mode(caller, file, mode & PERMISSIONS);
  }
  if (call == __NR_fchown)
    return call3(__NR_fchown, file, (uint32_t)ARGUMENT(caller, 1), (uint32_t)ARGUMENT(caller, 2));
  if (call == __NR_fchownat)
    return call5(__NR_fchownat, file, "", (uint32_t)ARGUMENT(caller, 2),
                 (uint32_t)ARGUMENT(caller, 3), AT_EMPTY_PATH);
  struct __kernel_timespec times[2];
  uint64_t address = ARGUMENT(caller, 2);
  result = address == 0 ? 0 : copy_bytes(caller, address, times, sizeof times);
  if (result < 0) return result;
  // utimensat(2) changes what an O_PATH descriptor names only by an empty path.
  return call4(__NR_utimensat, file, ARGUMENT(caller, 1) == 0 ? 0 : "", address == 0 ? 0 : times,
               ARGUMENT(caller, 1) == 0 ? 0 : AT_EMPTY_PATH);
}

static long change_metadata(struct caller *caller) {
  long file = take_descriptor(caller, ARGUMENT(caller, 0));
  if (file < 0) return file;
  long result = change_held(caller, (int)file);
  call1(__NR_close, file);
  return result;
}

long carry_out(struct caller *caller) {
  switch (caller->notification.data.nr) {
    case __NR_mkdirat:
    case __NR_unlinkat:
    case __NR_mknodat:
    case __NR_symlinkat: return change_one_name(caller);
    case __NR_renameat:
    case __NR_renameat2: return rename_name(caller);
    case __NR_linkat: return link_name(caller);
    case __NR_fchmod:
    case __NR_fchmodat2:
    case __NR_fchown:
    case __NR_fchownat:
    case __NR_utimensat: return change_metadata(caller);
    default: return -ENOTCAPABLE;
  }
}
