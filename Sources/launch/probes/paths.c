// Paths beneath a held directory, and what else may stand for a directory.
#define _GNU_SOURCE
#include "probe.h"

#include <fcntl.h>

void probe_paths(void) {
  TRY("path/absolute", BY_OPENAT2, "open /etc/passwd", beneath(WRITABLE, "/etc/passwd", SLOT_READ));
  TRY("path/parent", BY_OPENAT2, "open ../secret", beneath(WRITABLE, "../secret", SLOT_READ));
  TRY("path/parent-for-writing", BY_OPENAT2, "open ../secret for reading and writing",
      beneath(WRITABLE, "../secret", SLOT_READ_WRITE));
  TRY("path/parent-for-appending", BY_OPENAT2, "open ../victim for appending",
      beneath(WRITABLE, "../victim", SLOT_APPEND));
  TRY("path/parent-alone", BY_OPENAT2, "open ..", beneath(WRITABLE, "..", SLOT_DIRECTORY));
  TRY("path/parent-by-way", BY_OPENAT2, "open sub/../../secret",
      beneath(WRITABLE, "sub/../../secret", SLOT_READ));
  TRY("path/parent-of-parents", BY_OPENAT2, "open .. ten times over and etc/passwd",
      beneath(WRITABLE, "../../../../../../../../../../etc/passwd", SLOT_READ));
  TRY("path/out-and-back", BY_OPENAT2, "open ../writable/in, which ends where it began",
      beneath(WRITABLE, "../writable/in", SLOT_READ));
  TRY("path/trailing-slash-parent", BY_OPENAT2, "open ../", beneath(WRITABLE, "../", SLOT_DIRECTORY));
  TRY("path/link-up", BY_OPENAT2, "follow a link to ../secret", beneath(WRITABLE, "uplink", SLOT_READ));
  TRY("path/link-chain", BY_OPENAT2, "follow a link to a link to ../secret",
      beneath(WRITABLE, "chain", SLOT_READ));
  TRY("path/link-to-root", BY_OPENAT2, "follow a link to /etc/passwd",
      beneath(WRITABLE, "rootlink", SLOT_READ));
  TRY("path/link-absolute-inside", BY_OPENAT2, "follow a link by its full path to a file inside",
      beneath(WRITABLE, "longlink", SLOT_READ));
  TRY("path/link-to-directory-up", BY_OPENAT2, "open sub/updir/../secret",
      beneath(WRITABLE, "sub/updir/../secret", SLOT_READ));
  TRY("path/truncate-through-link", BY_OPENAT2, "empty ../secret through a link",
      beneath(WRITABLE, "uplink", SLOT_TRUNCATE));
  TRY("path/dangling-link-creates", BY_OPENAT2, "create through a link to ../created",
      beneath(WRITABLE, "dangling", SLOT_CREATE));
  TRY("path/create-in-parent", BY_OPENAT2, "create ../created",
      beneath(WRITABLE, "../created", SLOT_CREATE));
  TRY("path/create-new-in-parent", BY_OPENAT2, "create ../created-new exclusively",
      beneath(WRITABLE, "../created-new", SLOT_CREATE_NEW));
  TRY("path/o-path-of-parent", BY_OPENAT2, "name ../secret by O_PATH",
      beneath(WRITABLE, "../secret", SLOT_PATH));
  // Trailing slashes make the last name a directory to be followed (GHSA-vqjp-4c8c-hfgg).
  TRY("path/trailing-slash-link", BY_OPENAT2, "open outlink/",
      beneath(WRITABLE, "outlink/", SLOT_DIRECTORY));
  TRY("path/directory-link", BY_OPENAT2, "open outlink as a directory",
      beneath(WRITABLE, "outlink", SLOT_DIRECTORY));
  TRY("path/trailing-slash-no-follow", BY_OPENAT2, "name outlink/ by O_PATH and O_NOFOLLOW",
      beneath(WRITABLE, "outlink/", SLOT_PATH_NOFOLLOW));
  TRY("path/trailing-slash-in-link", BY_OPENAT2, "open a link to ../outside/",
      beneath(WRITABLE, "slashlink", SLOT_DIRECTORY));
  TRY("path/trailing-dot-link", BY_OPENAT2, "name outlink/. by O_PATH",
      beneath(WRITABLE, "outlink/.", SLOT_PATH));
  TRY("path/doubled-slashes", BY_OPENAT2, "open sub//..//.//..//secret",
      beneath(WRITABLE, "sub//..//.//..//secret", SLOT_READ));
  TRY("path/slashes-in-front", BY_OPENAT2, "open //etc/passwd",
      beneath(WRITABLE, "//etc/passwd", SLOT_READ));
  TRY("path/through-link", BY_OPENAT2, "open outlink/file",
      beneath(WRITABLE, "outlink/file", SLOT_READ));
  TRY("path/create-through-link", BY_OPENAT2, "create outlink/created",
      beneath(WRITABLE, "outlink/created", SLOT_CREATE));
  TRY("path/magic-link", BY_OPENAT2, "name /proc/self/root by O_PATH",
      beneath(WRITABLE, "/proc/self/root", SLOT_PATH));
  TRY("path/magic-descriptor", BY_OPENAT2, "reopen a descriptor by /proc/self/fd",
      beneath(WRITABLE, "/proc/self/fd/5", SLOT_READ));
  TRY("path/own-memory", BY_OPENAT2, "open /proc/self/mem",
      beneath(WRITABLE, "/proc/self/mem", SLOT_READ));
}

// A thing that is no directory, in a directory's place.
static long from_kind(long number) {
  long result = beneath((int)number, "in", SLOT_READ);
  int error = errno;
  opened(number);
  errno = error;
  return result;
}

static long end_of_pipe(void) {
  int ends[2];
  return raw(SYS_pipe2, ends, 0) < 0 ? -1 : ends[0];
}

static long end_of_pair(void) {
  int ends[2];
  return raw(SYS_socketpair, 1, 1, 0, ends) < 0 ? -1 : ends[0];
}

void probe_directories(void) {
  TRY("directory/cwd", BY_FILTER, "openat with AT_FDCWD",
      opened(raw(SYS_openat, CWD, "secret", O_RDONLY)));
  TRY("directory/cwd-absolute", BY_FILTER, "openat of /etc/passwd with AT_FDCWD",
      opened(raw(SYS_openat, CWD, "/etc/passwd", O_RDONLY)));
  TRY("directory/cwd-in-low-half", BY_FILTER, "AT_FDCWD in the low 32 bits alone",
      opened(raw(SYS_openat, 0x7fffffff00000000UL | (uint32_t)CWD, "secret", O_RDONLY)));
  TRY("directory/cwd-through-slot", BY_FILTER, "openat2 with a good slot and AT_FDCWD",
      beneath(CWD, "secret", SLOT_READ));
  // Landlock lets O_PATH pass, and the working directory is always there: only the filter's check of
  // the descriptor stops these.
  TRY("directory/cwd-itself", BY_FILTER, "name the working directory by O_PATH",
      beneath(CWD, ".", SLOT_PATH));
  TRY("directory/cwd-by-o-path", BY_FILTER, "name a directory beneath it by O_PATH",
      beneath(CWD, "etc", SLOT_PATH));
  TRY("directory/cwd-creates", BY_FILTER, "create in the working directory",
      beneath(CWD, "created-in-cwd", SLOT_CREATE));
  TRY("directory/plain-openat-up", BY_FILTER, "openat of ../secret",
      opened(raw(SYS_openat, WRITABLE, "../secret", O_RDONLY)));
  TRY("directory/plain-openat-inside", BY_FILTER, "openat of a file that may be opened",
      opened(raw(SYS_openat, WRITABLE, "in", O_RDONLY)));
  TRY("directory/other-grant-by-parent", BY_OPENAT2, "one grant's file by way of another",
      beneath(WRITABLE, "../readable/in", SLOT_READ));
  long sub = open_beneath(WRITABLE, "sub", SLOT_DIRECTORY);
  TRY("directory/derived-climbs", BY_OPENAT2, "../in from a directory that was opened inside",
      beneath((int)sub, "../in", SLOT_READ));
  close((int)sub);
  sub = open_beneath(WRITABLE, "sub", SLOT_PATH_DIRECTORY);
  TRY("directory/o-path-climbs", BY_OPENAT2, "../in from one that was opened by O_PATH",
      beneath((int)sub, "../in", SLOT_READ));
  close((int)sub);
  long copy = dup2(WRITABLE, 900);
  TRY("directory/high-number", BY_OPENAT2, "/etc/passwd from a copy with a high number",
      beneath((int)copy, "/etc/passwd", SLOT_READ));
  close((int)copy);
  TRY("directory/change-to-it", BY_FILTER, "fchdir to a granted directory",
      raw(SYS_fchdir, WRITABLE));
  TRY_AS(NOWHERE, "directory/is-a-file", "kernel ENOTDIR", "a file in a directory's place",
         from_kind(dup(FILE_READABLE)));
  TRY_AS(NOWHERE, "directory/is-a-pipe", "kernel ENOTDIR", "a pipe in a directory's place",
         from_kind(end_of_pipe()));
  TRY_AS(NOWHERE, "directory/is-a-socket", "kernel ENOTDIR", "a socket in a directory's place",
         from_kind(end_of_pair()));
  TRY_AS(NOWHERE, "directory/is-memory", "kernel ENOTDIR", "a memfd in a directory's place",
         from_kind(raw(SYS_memfd_create, "probe", 0)));
}
