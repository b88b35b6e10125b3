// What of files can be read or changed by path, and of files that are held.
#define _GNU_SOURCE
#include "probe.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>

static const struct timespec times[2] = {{1, 0}, {1, 0}};

// setxattrat(2), Linux 6.13; outside without it by setxattr.
static long set_attribute_beneath(void) {
  struct {
    uint64_t value;
    uint32_t size, flags;
  } arguments = {(uint64_t) "x", 1, 0};
  return raw(CALL_setxattrat, WRITABLE, "../victim", 0, "user.probe", &arguments, sizeof arguments);
}

// fchmodat2(2), Linux 6.6; outside without it what leads to the same file.
static long set_mode(int file, const char *path, unsigned mode, int flags) {
  long result = raw(CALL_fchmodat2, file, path, mode, flags);
  if (!probe_is_control || result >= 0 || errno != ENOSYS) return result;
  if (path[0] != 0) return raw(SYS_fchmodat, file, path, mode);
  char own[32];
  snprintf(own, sizeof own, "/proc/self/fd/%d", file);
  return raw(SYS_fchmodat, CWD, file < 0 ? "." : own, mode);
}

void probe_metadata(void) {
  struct stat status;
  char buffer[512];
  TRY("metadata/stat-up", BY_FILTER, "fstatat of ../secret",
      raw(SYS_newfstatat, WRITABLE, "../secret", &status, 0));
  TRY("metadata/stat-inside", BY_FILTER, "fstatat by a path that the filter cannot read",
      raw(SYS_newfstatat, WRITABLE, "in", &status, 0));
  TRY("metadata/stat-absolute", BY_FILTER, "fstatat of /etc/passwd",
      raw(SYS_newfstatat, WRITABLE, "/etc/passwd", &status, 0));
  TRY("metadata/stat-of-cwd", BY_FILTER, "fstatat of the working directory by an empty path",
      raw(SYS_newfstatat, CWD, "", &status, AT_EMPTY_PATH));
  TRY("metadata/stat-of-cwd-without-path", BY_FILTER, "the same without a path",
      raw(SYS_newfstatat, CWD, NULL, &status, AT_EMPTY_PATH));
  TRY("metadata/stat-without-flag", BY_FILTER, "fstatat by a path, with the flag for an empty one",
      raw(SYS_newfstatat, WRITABLE, "../secret", &status, AT_EMPTY_PATH));
  TRY("metadata/statx-of-cwd-without-path", BY_FILTER, "statx of the working directory without a path",
      raw(SYS_statx, CWD, NULL, AT_EMPTY_PATH, 0x7ff, buffer));
  TRY("metadata/statx-up", BY_FILTER, "statx of ../secret",
      raw(SYS_statx, WRITABLE, "../secret", 0, 0x7ff, buffer));
  TRY("metadata/statx-of-cwd", BY_FILTER, "statx of the working directory by an empty path",
      raw(SYS_statx, CWD, "", AT_EMPTY_PATH, 0x7ff, buffer));
  TRY("metadata/access-of-cwd", BY_FILTER, "faccessat2 of the working directory",
      raw(CALL_faccessat2, CWD, empty_string(), 0, AT_EMPTY_PATH));
  TRY("metadata/access-up", BY_FILTER, "faccessat of ../secret",
      raw(SYS_faccessat, WRITABLE, "../secret", 0));
  TRY("metadata/access2-up", BY_FILTER, "faccessat2 of ../secret",
      raw(CALL_faccessat2, WRITABLE, "../secret", 0, 0));
  TRY("metadata/readlink-absolute", BY_FILTER, "readlinkat of /proc/self/exe",
      raw(SYS_readlinkat, WRITABLE, "/proc/self/exe", buffer, 256));
  TRY("metadata/readlink-up", BY_FILTER, "readlinkat of ../writable/link",
      raw(SYS_readlinkat, WRITABLE, "../writable/link", buffer, 256));
  TRY("metadata/chmod-up", BY_FILTER, "fchmodat of ../victim",
      raw(SYS_fchmodat, WRITABLE, "../victim", 0600));
  TRY("metadata/chmod2-up", BY_FILTER, "fchmodat2 of ../victim",
      set_mode(WRITABLE, "../victim", 0600, 0));
  TRY("metadata/chown-up", BY_FILTER, "fchownat of ../victim",
      raw(SYS_fchownat, WRITABLE, "../victim", getuid(), getgid(), 0));
  TRY("metadata/times-up", BY_FILTER, "utimensat of ../victim",
      raw(SYS_utimensat, WRITABLE, "../victim", times, 0));
  TRY("metadata/times-up-old", BY_FILTER, "futimesat of ../victim",
      raw(SYS_futimesat, WRITABLE, "../victim", NULL));
  TRY("metadata/times-of-cwd", BY_FILTER, "utimensat of the working directory",
      raw(SYS_utimensat, CWD, empty_string(), times, AT_EMPTY_PATH));
  // Row 5: through a descriptor that was opened for reading.
  TRY("metadata/chmod-held", BY_FILTER, "fchmod of a file granted for reading",
      raw(SYS_fchmod, FILE_READABLE, 0644));
  TRY("metadata/chown-held", BY_FILTER, "fchown of a file granted for reading",
      raw(SYS_fchown, FILE_READABLE, getuid(), getgid()));
  TRY("metadata/times-held", BY_FILTER, "its times by utimensat",
      raw(SYS_utimensat, FILE_READABLE, NULL, times, 0));
  TRY("metadata/chmod-by-empty-path", BY_FILTER, "its mode by fchmodat2",
      set_mode(FILE_READABLE, empty_string(), 0644, AT_EMPTY_PATH));
  TRY("metadata/attributes-of-held", BY_FILTER, "fsetxattr of a file granted for reading",
      raw(SYS_fsetxattr, FILE_READABLE, "user.probe", "x", 1, 0));
  TRY("metadata/remove-attribute", BY_FILTER, "fremovexattr of it",
      raw(SYS_fremovexattr, FILE_READABLE, "user.none") < 0 && errno == ENODATA ? 0 : -1);
  TRY("metadata/list-attributes", BY_FILTER, "flistxattr of it",
      raw(SYS_flistxattr, FILE_READABLE, buffer, sizeof buffer));
  TRY("metadata/attributes-of-path", BY_FILTER, "getxattr of /etc/passwd",
      raw(SYS_getxattr, "/etc/passwd", "user.x", buffer, 0) < 0 &&
              (errno == ENODATA || errno == EOPNOTSUPP)
          ? 0
          : -1);
  TRY("metadata/attributes-up", BY_FILTER, "setxattrat of ../victim", set_attribute_beneath());
}

// Of what may be changed (group "metadata": no file is granted for reading), nothing else.
void probe_held_metadata(void) {
  // Without read-only mounts nothing of the kind is carried out at all.
  if (!probe_is_control && strcmp(by_reading, BY_LANDLOCK) == 0) return;
  const char *empty = empty_string();
  int in = (int)open_beneath(WRITABLE, "in", SLOT_PATH);
  int kept = (int)open_beneath(READABLE, "in", SLOT_PATH);
  int out = (int)open_beneath(WRITABLE, "uplink", SLOT_PATH_NOFOLLOW);
  CAN("ability/chmod", "fchmodat2 of a file in a writable grant",
      set_mode(in, empty, 0640, AT_EMPTY_PATH));
  CAN("ability/chmod-of-directory", "fchmod of a writable grant", raw(SYS_fchmod, WRITABLE, 0755));
  CAN("ability/times", "utimensat of a file in a writable grant",
      raw(SYS_utimensat, in, empty, times, AT_EMPTY_PATH));
  CAN("ability/chown", "fchownat to the owner that it has",
      raw(SYS_fchownat, in, empty, getuid(), getgid(), AT_EMPTY_PATH));
  TRY("held/set-user-id", "broker EPERM", "fchmodat2 with the set-user-id bit",
      set_mode(in, empty, 04755, AT_EMPTY_PATH));
  TRY("held/set-group-id", "broker EPERM", "fchmod with the set-group-id bit",
      raw(SYS_fchmod, WRITABLE, 02755));
  TRY("held/chown-to-other", "capabilities EPERM", "give a file to another user",
      raw(SYS_fchownat, in, empty, getuid() + 1, -1, AT_EMPTY_PATH));
  TRY("held/chmod-readable", by_reading, "fchmod of a directory granted for reading",
      raw(SYS_fchmod, READABLE, 0755));
  TRY("held/chmod-in-readable", by_reading, "fchmodat2 of a file in it",
      set_mode(kept, empty, 0644, AT_EMPTY_PATH));
  TRY("held/chown-in-readable", by_reading, "fchownat of a file in it",
      raw(SYS_fchownat, kept, empty, getuid(), getgid(), AT_EMPTY_PATH));
  TRY("held/times-in-readable", by_reading, "utimensat of a file in it",
      raw(SYS_utimensat, kept, empty, times, AT_EMPTY_PATH));
  TRY("held/chmod-up", BY_FILTER, "fchmodat2 of ../victim",
      set_mode(WRITABLE, "../victim", 0600, 0));
  TRY("held/chmod-through-own-empty", BY_FILTER, "fchmodat2 with an empty path of one's own",
      set_mode(in, probe_is_control ? "" : "\0", 0640, AT_EMPTY_PATH));
  TRY("held/times-by-path", BY_FILTER, "utimensat by a path", raw(SYS_utimensat, WRITABLE, "in", times, 0));
  TRY("held/chmod-of-cwd", BY_FILTER, "fchmodat2 of the working directory",
      set_mode(CWD, empty, 0755, AT_EMPTY_PATH));
  TRY("held/chmod-following", BY_FILTER, "fchmodat2 that follows a link out",
      set_mode(probe_is_control ? WRITABLE : out, probe_is_control ? "uplink" : "", 0644, 0));
  // Descriptor 0 is the null device inside; row 5: a device or a terminal is nobody's to change.
  int device = probe_is_control ? (int)raw(SYS_openat, CWD, "/dev/ptmx", O_RDWR | O_NOCTTY) : 0;
  TRY("held/chmod-device", BY_BROKER, "fchmod of a device", raw(SYS_fchmod, device, 0666));
  TRY("held/chown-device", BY_BROKER, "fchown of a device", raw(SYS_fchown, device, -1, -1));
  TRY("held/times-of-device", BY_BROKER, "utimensat of a device",
      raw(SYS_utimensat, device, NULL, NULL, 0));
  int pair[2] = {-1, -1};
  raw(SYS_socketpair, 1, 1, 0, pair);
  TRY("held/chmod-socket", BY_BROKER, "fchmod of a socket", raw(SYS_fchmod, pair[0], 0600));
}
