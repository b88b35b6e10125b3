// Probes: acts that a confined program must fail at, and a few that it must still be able to do.
//
// Every act is a raw system call, so that no C library stands between. Each says beforehand what refuses
// it inside and with which errno, and prints one line of tab-separated fields:
//
//   CATEGORY/NAME  succeeded|ERRNO  EXPECTED-ERRNO|-  MECHANISM|-  outside|nowhere|WHAT WAS TRIED
//
// The same program runs outside as its own control: there each act must succeed, or its refusal inside
// would show nothing. Outside, the acts use plain equivalents, and each runs in a child of its own, so
// that a successful execve, chroot or unshare cannot disturb the next. Built against a view of the sealed C
// library (FDPORT_PROBE_INSIDE) it has no control: a view has neither fork() nor what makes the fixture.
#pragma once

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../linux.h"

// The fixture, as granted: a directory with all rights, one for reading, a file for reading, a
// directory from which nothing may be deleted, a log, sealed memory, a directory that may not be listed. Group "root" has the file system's root at READABLE.
enum { WRITABLE = 3, READABLE = 4, FILE_READABLE = 5, KEEPING = 6, LOG = 7, MEMORY = 8, UNLISTED = 9 };

// A number at which the caller left a file open without granting it.
enum { STRAY = 700 };

// AT_FDCWD, which one view does not have.
enum { CWD = -100 };

// Slots of the table: access | flags << 2, and 512 + 512 * mode + that for O_CREAT.
enum {
  SLOT_READ = 0,
  SLOT_WRITE = 1,
  SLOT_READ_WRITE = 2,
  SLOT_PATH = 3,
  SLOT_PATH_NOFOLLOW = 3 | 16 << 2,
  SLOT_PATH_DIRECTORY = 3 | 8 << 2,
  SLOT_DIRECTORY = 0 | 8 << 2,
  SLOT_TRUNCATE = 1 | 2 << 2,
  SLOT_APPEND = 1 | 4 << 2,
  SLOT_READ_TRUNCATE = 0 | 2 << 2,
  SLOT_READ_NONBLOCK = 0 | 32 << 2,
  SLOT_CREATE = 512 + 512 * 1 + 1,            // mode 0644, O_WRONLY
  SLOT_CREATE_NEW = 512 + 512 * 1 + (1 | 1 << 2),  // O_EXCL as well
};

// struct open_how and one flag of openat2(2); musl's compiler wrapper hides the kernel's headers.
struct open_how {
  uint64_t flags, mode, resolve;
};
enum { RESOLVE_IN_ROOT = 0x10 };

// Calls that musl 1.2.3 has no name for.
enum {
  CALL_io_uring_setup = 425,
  CALL_open_tree = 428,
  CALL_move_mount = 429,
  CALL_fsopen = 430,
  CALL_fspick = 433,
  CALL_pidfd_open = 434,
  CALL_close_range = 436,
  CALL_pidfd_getfd = 438,
  CALL_faccessat2 = 439,
  CALL_process_madvise = 440,
  CALL_landlock_create_ruleset = 444,
  CALL_memfd_secret = 447,
  CALL_fchmodat2 = 452,
  CALL_listmount = 458,
  CALL_setxattrat = 463,
};

// What refuses an act inside, and with which errno: "MECHANISM ERRNO".
#define BY_FILTER "filter ENOTCAPABLE"
#define BY_OPENAT2 "openat2 EXDEV"
#define BY_BROKER "broker ENOTCAPABLE"
#define BY_SEAL "seal EFAULT"
#define BY_MSEAL "mseal EPERM"
#define BY_LANDLOCK "Landlock EACCES"
#define BY_KILL "kill SIGSYS"
// A read-only mount where user namespaces can be had, else Landlock.
extern const char *by_reading;
// The same of a rename between such a grant and another.
extern const char *by_crossing;

// Where an act can succeed. NOWHERE: the kernel refuses it to everybody, and it is tried because a
// broker or a filter that is wrong could let it pass.
#define OUTSIDE "outside"
#define NOWHERE "nowhere"

struct act {
  const char *name, *refusal, *control, *what;
};

// A system call as syscall(2) makes it, but not the C library's.
long raw(long number, ...);

// The sealed table; 0 outside.
extern unsigned long probe_table;

// Whether this is the control run.
extern int probe_is_control;

// Whether the broker opens and examines every file: the table is then memory as any other.
extern int probe_is_brokered;

// Whether the launcher lacks the guard that refuses what is tried.
extern int probe_lacks_guard;

// How long each race may take.
extern double probe_seconds;

// Set by an act that was refused by something that has no errno.
extern const char *probe_reason;

// Opens beneath a directory by a slot, through the table inside and by plain openat outside: the
// descriptor, or the result after it is closed again.
long open_beneath(int directory, const char *path, unsigned slot);
long beneath(int directory, const char *path, unsigned slot);

// The result as an errno or a descriptor that is closed again.
long opened(long result);

// The empty string that the filter knows inside, any outside.
const char *empty_string(void);

// The table, or outside a private copy of its size, on which the same acts succeed.
unsigned long table_or_copy(void);

double now(void);

// Runs one act and prints its line. The expression is -1 with errno set, or not negative.
int probe_begins(const struct act *act);
void probe_ends(long result);
#define TRY_AS(control, name, refusal, what, ...)                                        \
  do {                                                                                   \
    if (probe_begins(&(struct act){name, refusal, control, what})) probe_ends((__VA_ARGS__)); \
  } while (0)
#define TRY(name, refusal, what, ...) TRY_AS(OUTSIDE, name, refusal, what, __VA_ARGS__)
// What must work, inside and outside.
#define CAN(name, what, ...) TRY_AS(OUTSIDE, name, NULL, what, __VA_ARGS__)

// The fixture (fixture.c).
void prepare_fixture(void);
void hold_fixture(const char *group);

void probe_abilities(void);
void probe_paths(void);
void probe_directories(void);
void probe_metadata(void);
void probe_names(void);
void probe_ambient(void);
void probe_processes(void);
void probe_objects(void);
void probe_table_attacks(void);
void probe_evasions(void);
void probe_controls(void);
void probe_sockets(void);
void probe_grants(void);
void probe_locks(void);
void probe_left_over(void);
void probe_broker(void);
void probe_held_metadata(void);
void probe_root(void);
void probe_races(void);
// The last one: it ends the process inside.
void probe_foreign_calls(const char *which);
