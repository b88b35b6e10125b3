// Paths beneath a held directory, and what of files can be read or changed through them.
#define _GNU_SOURCE
#include "probe.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/time.h>

void probe_paths(void) {
  TRY("path/absolute", beneath(WRITABLE, "/etc/passwd", SLOT_READ));
  TRY("path/parent", beneath(WRITABLE, "../secret", SLOT_READ));
  TRY("path/parent-alone", beneath(WRITABLE, "..", SLOT_DIRECTORY));
  TRY("path/parent-by-way", beneath(WRITABLE, "sub/../../secret", SLOT_READ));
  TRY("path/trailing-slash-parent", beneath(WRITABLE, "../", SLOT_DIRECTORY));
  TRY("path/link-up", beneath(WRITABLE, "uplink", SLOT_READ));
  TRY("path/link-to-root", beneath(WRITABLE, "rootlink", SLOT_READ));
  TRY("path/link-to-directory-up", beneath(WRITABLE, "sub/updir/../secret", SLOT_READ));
  TRY("path/dangling-link-creates", beneath(WRITABLE, "dangling", SLOT_CREATE));
  TRY("path/create-in-parent", beneath(WRITABLE, "../created", SLOT_CREATE));
  TRY("path/o-path-of-parent", beneath(WRITABLE, "../secret", SLOT_PATH));
  // Trailing slashes make the last name a directory to be followed (GHSA-vqjp-4c8c-hfgg).
  TRY("path/trailing-slash-link", beneath(WRITABLE, "outlink/", SLOT_DIRECTORY));
  TRY("path/trailing-slash-no-follow", beneath(WRITABLE, "outlink/", SLOT_PATH_NOFOLLOW));
  TRY("path/trailing-slash-in-link", beneath(WRITABLE, "slashlink", SLOT_DIRECTORY));
  TRY("path/trailing-dot-link", beneath(WRITABLE, "outlink/.", SLOT_PATH));
  TRY("path/doubled-slashes", beneath(WRITABLE, "sub//..//.//..//secret", SLOT_READ));
  TRY("path/create-through-link", beneath(WRITABLE, "outlink/created", SLOT_CREATE));
  TRY("path/magic-link", beneath(WRITABLE, "/proc/self/root", SLOT_PATH));
  TRY("path/own-memory", beneath(WRITABLE, "/proc/self/mem", SLOT_READ));
}

void probe_directories(void) {
  TRY("directory/cwd", opened(syscall(SYS_openat, AT_FDCWD, "secret", O_RDONLY)));
  TRY("directory/cwd-absolute", opened(syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY)));
  TRY("directory/cwd-in-low-half", opened(syscall(SYS_openat, 0x7fffffff00000000UL | (uint32_t)AT_FDCWD,
                                                  "secret", O_RDONLY)));
  TRY("directory/cwd-through-slot", beneath(AT_FDCWD, "secret", SLOT_READ));
  // Without a check of the descriptor these succeed: Landlock lets O_PATH pass, and the working
  // directory is always there.
  TRY("directory/cwd-itself", beneath(AT_FDCWD, ".", SLOT_PATH));
  TRY("directory/cwd-by-o-path", beneath(AT_FDCWD, "etc", SLOT_PATH));
  TRY("directory/plain-openat-up", opened(syscall(SYS_openat, WRITABLE, "../secret", O_RDONLY)));
  TRY("directory/other-grant-by-parent", beneath(WRITABLE, "../readable/in", SLOT_READ));
  long sub = probe_table != 0
                 ? syscall(SYS_openat2, WRITABLE, "sub", probe_table + SLOT_DIRECTORY * 32, 24)
                 : syscall(SYS_openat, WRITABLE, "sub", O_RDONLY | O_DIRECTORY);
  TRY("directory/derived-climbs", beneath((int)sub, "../in", SLOT_READ));
  close((int)sub);
  long copy = dup2(WRITABLE, 900);
  TRY("directory/high-number", beneath((int)copy, "/etc/passwd", SLOT_READ));
  close((int)copy);
  TRY("directory/change-to-it", syscall(SYS_fchdir, WRITABLE));
}

// The empty string that the filter knows inside, any outside.
static const char *empty_string(void) {
  return probe_table != 0 ? (const char *)(probe_table + TABLE_EMPTY_STRING) : "";
}

static long changed(long call, int file, unsigned mode) {
  return syscall(call, file, empty_string(), mode, AT_EMPTY_PATH);
}

void probe_metadata(void) {
  struct stat status;
  char buffer[512];
  struct timespec times[2] = {{1, 0}, {1, 0}};
  TRY("metadata/stat-up", syscall(SYS_newfstatat, WRITABLE, "../secret", &status, 0));
  TRY("metadata/stat-absolute", syscall(SYS_newfstatat, WRITABLE, "/etc/passwd", &status, 0));
  TRY("metadata/stat-of-cwd", syscall(SYS_newfstatat, AT_FDCWD, "", &status, AT_EMPTY_PATH));
  TRY("metadata/stat-of-cwd-without-path",
      syscall(SYS_newfstatat, AT_FDCWD, NULL, &status, AT_EMPTY_PATH));
  TRY("metadata/statx-of-cwd-without-path",
      syscall(SYS_statx, AT_FDCWD, NULL, AT_EMPTY_PATH, 0x7ff, buffer));
  TRY("metadata/access-of-cwd",
      syscall(439 /* faccessat2 */, AT_FDCWD, empty_string(), 0, AT_EMPTY_PATH));
  TRY("metadata/statx-up", syscall(SYS_statx, WRITABLE, "../secret", 0, 0x7ff, buffer));
  TRY("metadata/statx-of-cwd", syscall(SYS_statx, AT_FDCWD, "", AT_EMPTY_PATH, 0x7ff, buffer));
  TRY("metadata/access-up", syscall(SYS_faccessat, WRITABLE, "../secret", 0));
  TRY("metadata/readlink-up", syscall(SYS_readlinkat, WRITABLE, "/proc/self/exe", buffer, 256));
  TRY("metadata/chmod-up", syscall(SYS_fchmodat, WRITABLE, "../victim", 0600));
  TRY("metadata/chown-up", syscall(SYS_fchownat, WRITABLE, "../victim", getuid(), getgid(), 0));
  TRY("metadata/times-up", syscall(SYS_utimensat, WRITABLE, "../victim", times, 0));
  TRY("metadata/chmod-held", syscall(SYS_fchmod, FILE_READABLE, 0644));
  TRY("metadata/times-held", syscall(SYS_utimensat, FILE_READABLE, NULL, times, 0));
  TRY("metadata/chmod-by-empty-path", changed(452 /* fchmodat2 */, FILE_READABLE, 0644));
  TRY("metadata/attributes-of-held",
      syscall(SYS_fsetxattr, FILE_READABLE, "user.probe", "x", 1, 0));
  TRY("metadata/attributes-of-path", syscall(SYS_getxattr, "/etc/passwd", "user.x", buffer, 0) < 0 &&
                                             (errno == ENODATA || errno == EOPNOTSUPP)
                                         ? 0
                                         : -1);
}

// A link may be planted, but not followed out (wazero's issue 2321).
static long follow_planted_link(void) {
  if (syscall(SYS_symlinkat, "../secret", WRITABLE, "planted") < 0 && errno != EEXIST) return 0;
  return beneath(WRITABLE, "planted", SLOT_READ);
}

// A new name for a granted file must not lead where the old one did not.
static long climb_by_rename(void) {
  if (syscall(SYS_renameat, WRITABLE, "sub", WRITABLE, "risen") < 0 && errno != ENOENT) return 0;
  long result = beneath(WRITABLE, "risen/../../secret", SLOT_READ);
  int error = errno;
  syscall(SYS_renameat, WRITABLE, "risen", WRITABLE, "sub");
  errno = error;
  return result;
}

void probe_names(void) {
  TRY("names/mkdir-up", syscall(SYS_mkdirat, WRITABLE, "../made", 0755));
  TRY("names/unlink-up", syscall(SYS_unlinkat, WRITABLE, "../victim", 0));
  TRY("names/follow-planted-link", follow_planted_link());
  TRY("names/climb-by-rename", climb_by_rename());
  TRY("names/symlink-up", syscall(SYS_symlinkat, "in", WRITABLE, "../planted"));
  TRY("names/mkdir-absolute", syscall(SYS_mkdirat, WRITABLE, "/tmp/fdport-probe-made", 0755));
  TRY("names/mkdir-through-link", syscall(SYS_mkdirat, WRITABLE, "outlink/made", 0755));
  TRY("names/mkdir-in-cwd", syscall(SYS_mkdirat, AT_FDCWD, "made-in-cwd", 0755));
  TRY("names/mkdir-in-readable", syscall(SYS_mkdirat, READABLE, "made", 0755));
  TRY("names/unlink-in-readable", syscall(SYS_unlinkat, READABLE, "removable", 0));
  TRY("names/rmdir-up", syscall(SYS_unlinkat, WRITABLE, "../empty", AT_REMOVEDIR));
  TRY("names/link-followed",
      syscall(SYS_linkat, WRITABLE, "uplink", WRITABLE, "followed", AT_SYMLINK_FOLLOW));
  TRY("names/device", syscall(SYS_mknodat, WRITABLE, "null", S_IFCHR | 0666, 0x103));
  TRY("names/rename-out", syscall(SYS_renameat, WRITABLE, "victim", WRITABLE, "../stolen"));
  TRY("names/rename-in", syscall(SYS_renameat, WRITABLE, "../stolen", WRITABLE, "victim"));
  TRY("names/link-in", syscall(SYS_linkat, WRITABLE, "../secret", WRITABLE, "got", 0));
  // Both descriptors of a call with two of them (cap-std's pull request 296).
  TRY("names/link-out", syscall(SYS_linkat, WRITABLE, "in", WRITABLE, "../linked", 0));
  TRY("names/link-across", syscall(SYS_linkat, READABLE, "in", WRITABLE, "alias", 0));
  TRY("names/link-held",
      syscall(SYS_linkat, FILE_READABLE, empty_string(), WRITABLE, "held", AT_EMPTY_PATH));
  TRY("names/rename-across", syscall(SYS_renameat, READABLE, "movable", WRITABLE, "moved"));
  TRY("names/exchange-across",
      syscall(SYS_renameat2, READABLE, "in", WRITABLE, "in", 2 /* RENAME_EXCHANGE */));
  TRY("names/fifo-up", syscall(SYS_mknodat, WRITABLE, "../fifo", 0010644, 0));
  TRY("names/truncate-path", syscall(SYS_truncate, "secret", 7));
}
