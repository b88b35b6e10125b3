// Calls that change names: what the broker does for a program, and what it must not.
#define _GNU_SOURCE
#include "probe.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

// A link may be planted, but not followed out (wazero's issue 2321).
static long follow_planted_link(void) {
  if (raw(SYS_symlinkat, "../secret", WRITABLE, "planted") < 0 && errno != EEXIST) return 0;
  return beneath(WRITABLE, "planted", SLOT_READ);
}

// A new name for a granted file must not lead where the old one did not.
static long climb_by_rename(void) {
  if (raw(SYS_renameat, WRITABLE, "sub", WRITABLE, "risen") < 0 && errno != ENOENT) return 0;
  long result = beneath(WRITABLE, "risen/../../secret", SLOT_READ);
  int error = errno;
  raw(SYS_renameat, WRITABLE, "risen", WRITABLE, "sub");
  errno = error;
  return result;
}

// A directory is held while it is moved to another grant: its `..` is then another one.
static long climb_after_move(void) {
  raw(SYS_mkdirat, WRITABLE, "moving", 0755);
  long held = open_beneath(WRITABLE, "moving", SLOT_DIRECTORY);
  raw(SYS_renameat, WRITABLE, "moving", KEEPING, "moving");
  long result = beneath((int)held, "../unmoved", SLOT_READ);
  int error = errno;
  opened(held);
  errno = error;
  return result;
}

static long make_absolute(void) {
  char path[64];
  snprintf(path, sizeof path, "/tmp/fdport-probe-%d", getpid());
  if (raw(SYS_mkdirat, WRITABLE, path, 0755) < 0) return -1;
  return raw(SYS_unlinkat, WRITABLE, path, AT_REMOVEDIR);
}

void probe_names(void) {
  TRY("names/mkdir-up", BY_BROKER, "mkdirat of ../made", raw(SYS_mkdirat, WRITABLE, "../made", 0755));
  TRY("names/mkdir-up-trailing-slash", BY_BROKER, "mkdirat of ../made-slash/",
      raw(SYS_mkdirat, WRITABLE, "../made-slash/", 0755));
  TRY("names/mkdir-by-way", BY_BROKER, "mkdirat of sub/../../made-by-way",
      raw(SYS_mkdirat, WRITABLE, "sub/../../made-by-way", 0755));
  TRY("names/mkdir-absolute", BY_BROKER, "mkdirat of /tmp/...",
      make_absolute());
  TRY("names/mkdir-through-link", BY_BROKER, "mkdirat of outlink/made",
      raw(SYS_mkdirat, WRITABLE, "outlink/made", 0755));
  TRY("names/mkdir-other-grant", BY_BROKER, "mkdirat of ../keeping/made, another grant's",
      raw(SYS_mkdirat, WRITABLE, "../keeping/made", 0755));
  TRY("names/mkdir-in-cwd", BY_FILTER, "mkdirat with CWD",
      raw(SYS_mkdirat, CWD, "made-in-cwd", 0755));
  TRY("names/mkdir-in-readable", by_reading, "mkdirat in a directory for reading",
      raw(SYS_mkdirat, READABLE, "made", 0755));
  TRY("names/unlink-up", BY_BROKER, "unlinkat of ../victim", raw(SYS_unlinkat, WRITABLE, "../victim", 0));
  TRY("names/unlink-through-link", BY_BROKER, "unlinkat of outlink/file",
      raw(SYS_unlinkat, WRITABLE, "outlink/file", 0));
  TRY("names/unlink-in-readable", by_reading, "unlinkat in a directory for reading",
      raw(SYS_unlinkat, READABLE, "removable", 0));
  TRY("names/unlink-of-cwd", BY_FILTER, "unlinkat with CWD", raw(SYS_unlinkat, CWD, "secret-no", 0) < 0 && errno == ENOENT ? 0 : -1);
  TRY("names/rmdir-up", BY_BROKER, "unlinkat of the directory ../empty",
      raw(SYS_unlinkat, WRITABLE, "../empty", AT_REMOVEDIR));
  TRY("names/rmdir-through-link", BY_BROKER, "unlinkat of the directory outlink/sub",
      raw(SYS_unlinkat, WRITABLE, "outlink/sub", AT_REMOVEDIR));
  TRY("names/rmdir-in-readable", by_reading, "unlinkat of a directory in one for reading",
      raw(SYS_unlinkat, READABLE, "empty", AT_REMOVEDIR));
  // Rights that the grant leaves out: read-write is not delete.
  TRY("names/unlink-kept", BY_LANDLOCK, "unlinkat in a grant without `delete`",
      raw(SYS_unlinkat, KEEPING, "kept-no", 0) < 0 && errno == ENOENT
          ? raw(SYS_unlinkat, KEEPING, "kept", 0)
          : -1);
  TRY("names/rmdir-kept", BY_LANDLOCK, "unlinkat of a directory in it",
      raw(SYS_unlinkat, KEEPING, "empty", AT_REMOVEDIR));
  TRY("names/symlink-up", BY_BROKER, "symlinkat at ../planted",
      raw(SYS_symlinkat, "in", WRITABLE, "../planted"));
  TRY("names/symlink-through-link", BY_BROKER, "symlinkat at outlink/planted",
      raw(SYS_symlinkat, "in", WRITABLE, "outlink/planted"));
  TRY("names/symlink-in-readable", by_reading, "symlinkat in a directory for reading",
      raw(SYS_symlinkat, "in", READABLE, "planted"));
  TRY("names/symlink-in-cwd", BY_FILTER, "symlinkat with CWD",
      raw(SYS_symlinkat, "in", CWD, "planted-in-cwd"));
  TRY("names/follow-planted-link", BY_OPENAT2, "make a link to ../secret and follow it",
      follow_planted_link());
  TRY("names/climb-by-rename", BY_OPENAT2, "rename a directory and climb out of it", climb_by_rename());
  TRY("names/climb-after-move", BY_OPENAT2, "hold a directory, move it to another grant, climb",
      climb_after_move());
  TRY("names/fifo-up", BY_BROKER, "mknodat of a pipe at ../fifo",
      raw(SYS_mknodat, WRITABLE, "../fifo", S_IFIFO | 0644, 0));
  TRY("names/socket-up", BY_BROKER, "mknodat of a socket at ../socket",
      raw(SYS_mknodat, WRITABLE, "../socket", S_IFSOCK | 0644, 0));
  TRY("names/file-up", BY_BROKER, "mknodat of a file at ../node-up",
      raw(SYS_mknodat, WRITABLE, "../node-up", S_IFREG | 0644, 0));
  TRY("names/device", "broker EPERM", "mknodat of the null device",
      raw(SYS_mknodat, WRITABLE, "null", S_IFCHR | 0666, 0x103));
  TRY("names/block-device", "broker EPERM", "mknodat of a disk",
      raw(SYS_mknodat, WRITABLE, "disk", S_IFBLK | 0666, 0x800));
  // Device 0:0 needs no privilege since Linux 5.8.
  TRY("names/whiteout-device", "broker EPERM", "mknodat of an overlay's whiteout",
      raw(SYS_mknodat, WRITABLE, "whiteout", S_IFCHR | 0666, 0));
  TRY("names/set-user-id", "broker EPERM", "mknodat with the set-user-id bit",
      raw(SYS_mknodat, WRITABLE, "set-user-id", S_IFREG | 04755, 0));
  TRY("names/set-group-id", "broker EPERM", "mknodat with the set-group-id bit",
      raw(SYS_mknodat, WRITABLE, "set-group-id", S_IFREG | 02755, 0));
  TRY("names/truncate-path", BY_FILTER, "truncate by path", raw(SYS_truncate, "secret", 7));
}

// Both descriptors of a call with two of them (cap-std's pull request 296), and both paths.
void probe_broker(void) {
  TRY("names/rename-out", BY_BROKER, "renameat from inside to ../stolen",
      raw(SYS_renameat, WRITABLE, "victim", WRITABLE, "../stolen"));
  TRY("names/rename-in", BY_BROKER, "renameat from ../incoming to inside",
      raw(SYS_renameat, WRITABLE, "../incoming", WRITABLE, "got-incoming"));
  TRY("names/rename-through-link", BY_BROKER, "renameat to outlink/stolen",
      raw(SYS_renameat, WRITABLE, "in", WRITABLE, "outlink/stolen") == 0
          ? raw(SYS_renameat, WRITABLE, "outlink/stolen", WRITABLE, "in")
          : -1);
  TRY("names/rename-second-cwd", BY_FILTER, "renameat to CWD",
      raw(SYS_renameat, WRITABLE, "in", CWD, "in") == 0
          ? raw(SYS_renameat, CWD, "in", WRITABLE, "in")
          : -1);
  TRY("names/rename-first-cwd", BY_FILTER, "renameat from CWD",
      raw(SYS_renameat, CWD, "secret", WRITABLE, "secret") == 0
          ? raw(SYS_renameat, WRITABLE, "secret", CWD, "secret")
          : -1);
  TRY("names/rename-across", by_crossing, "renameat from a grant for reading to a writable one",
      raw(SYS_renameat, READABLE, "movable", WRITABLE, "moved"));
  TRY("names/rename-to-readable", by_crossing, "renameat from a writable grant to one for reading",
      raw(SYS_renameat, WRITABLE, "link", READABLE, "link"));
  TRY("names/rename-kept", BY_LANDLOCK, "renameat away from a grant without `delete`",
      raw(SYS_renameat, KEEPING, "unmoved", WRITABLE, "unmoved") == 0
          ? raw(SYS_renameat, WRITABLE, "unmoved", KEEPING, "unmoved")
          : -1);
  TRY("names/replace-kept", BY_LANDLOCK, "renameat over a file in a grant without `delete`",
      raw(SYS_mknodat, WRITABLE, "replacement", S_IFREG | 0644, 0) < 0
          ? -1
          : raw(SYS_renameat, WRITABLE, "replacement", KEEPING, "replaced"));
  TRY("names/exchange-across", by_crossing, "RENAME_EXCHANGE with a grant for reading",
      raw(SYS_renameat2, READABLE, "in", WRITABLE, "in", 2));
  TRY("names/exchange-up", BY_BROKER, "RENAME_EXCHANGE with ../secret",
      raw(SYS_renameat2, WRITABLE, "in", WRITABLE, "../secret", 2) == 0
          ? raw(SYS_renameat2, WRITABLE, "in", WRITABLE, "../secret", 2)
          : -1);
  TRY("names/exchange-kept", BY_LANDLOCK, "RENAME_EXCHANGE with a grant without `delete`",
      raw(SYS_renameat2, WRITABLE, "in", KEEPING, "unmoved", 2) == 0
          ? raw(SYS_renameat2, WRITABLE, "in", KEEPING, "unmoved", 2)
          : -1);
  TRY("names/rename-whiteout", BY_FILTER, "RENAME_WHITEOUT, which makes a device",
      raw(SYS_mknodat, WRITABLE, "whitened", S_IFREG | 0600, 0) == 0
          ? raw(SYS_renameat2, WRITABLE, "whitened", WRITABLE, "whitened-away", 4)
          : -1);
  TRY("names/link-in", BY_BROKER, "linkat of ../secret", raw(SYS_linkat, WRITABLE, "../secret", WRITABLE, "got", 0));
  TRY("names/link-out", BY_BROKER, "linkat to ../linked", raw(SYS_linkat, WRITABLE, "in", WRITABLE, "../linked", 0));
  TRY("names/link-through-link", BY_BROKER, "linkat of outlink/file",
      raw(SYS_linkat, WRITABLE, "slashlink/../secret", WRITABLE, "got-secret", 0));
  TRY("names/link-absolute", BY_BROKER, "linkat of a file by its full path",
      raw(SYS_linkat, WRITABLE, probe_is_control ? "../secret" : "/etc/passwd", WRITABLE, "got-absolute", 0));
  TRY("names/link-followed", BY_BROKER, "linkat that follows a link to ../secret",
      raw(SYS_linkat, WRITABLE, "uplink", WRITABLE, "followed", AT_SYMLINK_FOLLOW));
  TRY("names/link-second-cwd", BY_FILTER, "linkat to CWD",
      raw(SYS_linkat, WRITABLE, "in", CWD, "linked-in-cwd", 0));
  TRY("names/link-first-cwd", BY_FILTER, "linkat from CWD",
      raw(SYS_linkat, CWD, "secret", WRITABLE, "linked-from-cwd", 0));
  TRY("names/link-across", strcmp(by_crossing, BY_LANDLOCK) == 0 ? "Landlock EXDEV" : by_crossing, "linkat from a grant for reading",
      raw(SYS_linkat, READABLE, "in", WRITABLE, "alias", 0));
  TRY("names/link-held", BY_FILTER, "linkat of a file granted for reading, by its descriptor",
      raw(SYS_linkat, FILE_READABLE, empty_string(), WRITABLE, "held", AT_EMPTY_PATH));
  TRY("names/link-held-by-proc", BY_FILTER, "the same by /proc/self/fd",
      raw(SYS_linkat, CWD, "/proc/self/fd/5", WRITABLE, "held-by-proc", AT_SYMLINK_FOLLOW));
  TRY_AS(NOWHERE, "names/mkdir-in-file", "kernel ENOTDIR", "mkdirat with a file in a directory's place",
         raw(SYS_mkdirat, FILE_READABLE, "made", 0755));
  int pair[2] = {-1, -1};
  raw(SYS_socketpair, 1, 1, 0, pair);
  TRY_AS(NOWHERE, "names/mkdir-in-socket", "kernel ENOTDIR", "mkdirat with a socket in its place",
         raw(SYS_mkdirat, pair[0], "made", 0755));
  TRY_AS(NOWHERE, "names/mkdir-in-nothing", "kernel EBADF", "mkdirat with a number that nothing has",
         raw(SYS_mkdirat, 3999, "made", 0755));
  TRY_AS(NOWHERE, "names/path-at-no-address", "kernel EFAULT", "mkdirat with a path at address 8",
         raw(SYS_mkdirat, WRITABLE, 8, 0755));
  TRY_AS(NOWHERE, "names/path-in-kernel", "kernel EFAULT", "mkdirat with a path in the kernel's half",
         raw(SYS_mkdirat, WRITABLE, 0xffffffff81000000, 0755));
  TRY_AS(NOWHERE, "names/rename-parent", "kernel EBUSY", "renameat of sub/..",
         raw(SYS_renameat, WRITABLE, "sub/..", WRITABLE, "other"));
  TRY_AS(NOWHERE, "names/rmdir-grant", "kernel EINVAL", "unlinkat of the grant itself by `.`",
         raw(SYS_unlinkat, WRITABLE, ".", AT_REMOVEDIR));
}
