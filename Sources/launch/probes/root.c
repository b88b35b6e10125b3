// Row 6: the whole file system is granted for reading, and what is mounted in it is not.
#define _GNU_SOURCE
#include "probe.h"

void probe_root(void) {
  CAN("ability/root", "open the granted root", beneath(READABLE, ".", SLOT_DIRECTORY));
  TRY("root/own-memory", BY_OPENAT2, "open proc/self/mem", beneath(READABLE, "proc/self/mem", SLOT_READ));
  TRY("root/other-process", BY_OPENAT2, "open proc/1/status", beneath(READABLE, "proc/1/status", SLOT_READ));
  TRY("root/process-directory", BY_OPENAT2, "name proc/1 by O_PATH", beneath(READABLE, "proc/1", SLOT_PATH));
  TRY("root/own-descriptors", BY_OPENAT2, "open proc/self/fd/3", beneath(READABLE, "proc/self/fd/3", SLOT_PATH));
  TRY("root/own-root", BY_OPENAT2, "open proc/self/root/etc/passwd",
      beneath(READABLE, "proc/self/root/etc/passwd", SLOT_READ));
  TRY("root/kernel-settings", BY_OPENAT2, "open proc/sys/kernel/hostname",
      beneath(READABLE, "proc/sys/kernel/hostname", SLOT_READ));
  TRY("root/kernel-objects", BY_OPENAT2, "open sys/kernel", beneath(READABLE, "sys/kernel", SLOT_PATH));
  TRY("root/up", BY_OPENAT2, "open .., which is the root itself", beneath(READABLE, "..", SLOT_PATH));
  TRY("root/absolute", BY_OPENAT2, "open /etc/passwd, which was granted, by its full path",
      beneath(READABLE, "/etc/passwd", SLOT_READ));
}
