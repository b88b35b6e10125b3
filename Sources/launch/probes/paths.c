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
  TRY("path/magic-link", beneath(WRITABLE, "/proc/self/root", SLOT_PATH));
  TRY("path/own-memory", beneath(WRITABLE, "/proc/self/mem", SLOT_READ));
}

void probe_directories(void) {
  TRY("directory/cwd", opened(syscall(SYS_openat, AT_FDCWD, "secret", O_RDONLY)));
  TRY("directory/cwd-absolute", opened(syscall(SYS_openat, AT_FDCWD, "/etc/passwd", O_RDONLY)));
  TRY("directory/cwd-in-low-half", opened(syscall(SYS_openat, 0x7fffffff00000000UL | (uint32_t)AT_FDCWD,
                                                  "secret", O_RDONLY)));
  TRY("directory/cwd-through-slot", beneath(AT_FDCWD, "secret", SLOT_READ));
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

void probe_metadata(void) {
  struct stat status;
  char buffer[512];
  struct timespec times[2] = {{1, 0}, {1, 0}};
  TRY("metadata/stat-up", syscall(SYS_newfstatat, WRITABLE, "../secret", &status, 0));
  TRY("metadata/stat-absolute", syscall(SYS_newfstatat, WRITABLE, "/etc/passwd", &status, 0));
  TRY("metadata/stat-of-cwd", syscall(SYS_newfstatat, AT_FDCWD, "", &status, AT_EMPTY_PATH));
  TRY("metadata/statx-up", syscall(SYS_statx, WRITABLE, "../secret", 0, 0x7ff, buffer));
  TRY("metadata/statx-of-cwd", syscall(SYS_statx, AT_FDCWD, "", AT_EMPTY_PATH, 0x7ff, buffer));
  TRY("metadata/access-up", syscall(SYS_faccessat, WRITABLE, "../secret", 0));
  TRY("metadata/readlink-up", syscall(SYS_readlinkat, WRITABLE, "/proc/self/exe", buffer, 256));
  TRY("metadata/chmod-up", syscall(SYS_fchmodat, WRITABLE, "../victim", 0600));
  TRY("metadata/chown-up", syscall(SYS_fchownat, WRITABLE, "../victim", getuid(), getgid(), 0));
  TRY("metadata/times-up", syscall(SYS_utimensat, WRITABLE, "../victim", times, 0));
  TRY("metadata/chmod-held", syscall(SYS_fchmod, FILE_READABLE, 0644));
  TRY("metadata/times-held", syscall(SYS_utimensat, FILE_READABLE, NULL, times, 0));
  TRY("metadata/attributes-of-path", syscall(SYS_getxattr, "/etc/passwd", "user.x", buffer, 0) < 0 &&
                                             (errno == ENODATA || errno == EOPNOTSUPP)
                                         ? 0
                                         : -1);
}

void probe_names(void) {
  TRY("names/mkdir-up", syscall(SYS_mkdirat, WRITABLE, "../made", 0755));
  TRY("names/unlink-up", syscall(SYS_unlinkat, WRITABLE, "../victim", 0));
  TRY("names/symlink-inside", syscall(SYS_symlinkat, "../secret", WRITABLE, "planted"));
  TRY("names/rename-out", syscall(SYS_renameat, WRITABLE, "victim", WRITABLE, "../stolen"));
  TRY("names/rename-in", syscall(SYS_renameat, WRITABLE, "../stolen", WRITABLE, "victim"));
  TRY("names/link-in", syscall(SYS_linkat, WRITABLE, "../secret", WRITABLE, "got", 0));
  TRY("names/fifo-up", syscall(SYS_mknodat, WRITABLE, "../fifo", 0010644, 0));
  TRY("names/truncate-path", syscall(SYS_truncate, "secret", 7));
}
