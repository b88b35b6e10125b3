// Probes: acts that a confined program must fail at, and a few that it must still be able to do.
//
// Every act is a raw system call, so that no C library stands between. Each prints one line,
// `CATEGORY/NAME refused REASON` or `CATEGORY/NAME succeeded`. The same program runs outside as its
// own control ("control"): there each act must succeed, or its refusal inside would show nothing.
// Outside, the acts use plain equivalents, and each runs in a child of its own, so that a successful
// execve, chroot or unshare cannot disturb the next.
#pragma once

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../linux.h"

// The fixture, as granted: a directory for reading and writing, one for reading, a file for reading.
enum { WRITABLE = 3, READABLE = 4, FILE_READABLE = 5 };

// Slots of the table without O_CREAT: access | flags << 2.
enum {
  SLOT_READ = 0,
  SLOT_WRITE = 1,
  SLOT_PATH = 3,
  SLOT_PATH_NOFOLLOW = 3 | 16 << 2,
  SLOT_DIRECTORY = 0 | 8 << 2,
  SLOT_TRUNCATE = 1 | 2 << 2,
  SLOT_APPEND = 1 | 4 << 2,
  SLOT_READ_TRUNCATE = 0 | 2 << 2,
  SLOT_CREATE = 512 + 512 * 1 + 1,  // mode 0644, O_WRONLY
};

// struct open_how and one flag of openat2(2); musl's compiler wrapper hides the kernel's headers.
struct open_how {
  uint64_t flags, mode, resolve;
};
enum { RESOLVE_IN_ROOT = 0x10 };

// The sealed table; 0 outside.
extern unsigned long probe_table;

// Whether this is the control run.
extern int probe_is_control;

// Set by an act that was refused by a signal or by giving another answer than asked for.
extern const char *probe_reason;

// Opens beneath a directory by a slot: through the table inside, by plain openat outside.
long beneath(int directory, const char *path, unsigned slot);

// The result as an errno or a descriptor that is closed again.
long opened(long result);

// Runs one act and prints its line. The expression is -1 with errno set, or not negative.
int probe_begins(const char *name);
void probe_ends(long result);
#define TRY(name, expression)                         \
  do {                                                \
    if (probe_begins(name)) probe_ends((expression)); \
  } while (0)

void probe_paths(void);
void probe_directories(void);
void probe_metadata(void);
void probe_names(void);
void probe_ambient(void);
void probe_processes(void);
void probe_objects(void);
void probe_evasions(void);
void probe_grants(void);
void probe_abilities(void);
// The last one: it ends the process inside.
void probe_foreign_calls(const char *which);
