// The plan: what `fdport run` has checked and opened, as bytes on descriptor 3.
//
// Layout: struct plan_header, then grant_count struct plan_grant, then pump_count struct plan_pump,
// in a file one struct plan_opening for the program and one for each grant, then strings_size bytes of NUL-terminated strings: the program's name, its arguments, its
// environment, in a file one path for each opening. All numbers are little-endian, as the one architecture that is supported.
// Sources/Runtime/LaunchPlan.swift writes it; a change of layout is a new PLAN_VERSION.
#pragma once

#include <stdint.h>

enum {
  PLAN_DESCRIPTOR = 3,
  PLAN_MAGIC = 0x4e4c5046,  // "FPLN"
  PLAN_VERSION = 3,
  PLAN_SIZE_LIMIT = 4 << 20,
  PLAN_GRANT_LIMIT = 1024,
  PLAN_PUMP_LIMIT = 64,
  PLAN_NUMBER_LIMIT = 1024,
  PLAN_NO_NUMBER = -1,
  // A plan as a file of its own (`fdport run --plan-out`) begins with a line that names the launcher, so
  // that it can be executed, and is filled up to here.
  PLAN_FILE_START = 512,
};

enum plan_kind {
  PLAN_PLAIN = 0,      // a descriptor and nothing more
  PLAN_DIRECTORY = 1,  // opens beneath it need a Landlock rule
};

// Of a directory's files and names; PLAN_PLAIN has only the first two, and they are what the
// descriptor was opened for.
enum plan_right {
  PLAN_READ = 1,
  PLAN_WRITE = 2,
  PLAN_CREATE = 4,  // new names: files, directories, links, pipes, sockets
  PLAN_DELETE = 8,  // names that go; a rename needs both
  PLAN_LIST = 16,   // reading the directory itself
};

enum plan_flag {
  PLAN_LOCKS = 1,       // no grant is read-only, so that record locks harm nobody
  // Nor would a change of modes, owners and times, if directories granted for reading are
  // read-only mounts.
  PLAN_METADATA = 2,
  PLAN_LISTEN_PID = 4,  // the environment gets LISTEN_PID, sd_listen_fds(3)
  PLAN_OVERLAPS = 8,    // a directory granted for reading overlaps another: only a mount will do
  PLAN_DENIALS = 16,    // what is refused is told on a pipe, the last of the staged descriptors
  PLAN_OPENS = 32,      // and every open goes through the broker
  PLAN_FILE = 128,      // nothing is open yet: the launcher opens what the plan names
  PLAN_LEARN = 64,      // nothing is enforced: what is asked for by name is told and let go on
  PLAN_TERMINAL = 512,  // every terminal that the program holds is its own, with modes of its own
  PLAN_BROKERED = 256,  // the broker serves opens and stats, as if the kernel lacked a piece
};

// Descriptors arrive at `base` and above, above every number that the program is to hold: the
// caller's standard error at base, the status descriptor at base + 1 (closed if there is none), the
// program at base + 2, grants after that, then the ends of the pumps, then the pipe
// of PLAN_DENIALS, then the pipe whose end tells spawner and relay that the program is gone.
struct plan_header {
  uint32_t magic;
  uint32_t version;
  uint32_t size;
  uint32_t flags;
  uint32_t base;
  uint32_t has_status;
  uint32_t grant_count;
  uint32_t pump_count;
  int32_t reporter;  // the process that reads of refusals, for which the broker waits; or 0
  int32_t spawner;   // the process that starts the granted programs, for which it waits too; or 0
  int32_t relay;     // the process at the other end of the program's terminal, likewise
  int32_t argument;  // the number of the descriptor with the argument tree, or PLAN_NO_NUMBER
  int32_t directory;  // the number of the directory that relative paths start at, or PLAN_NO_NUMBER
  uint32_t argument_count;
  uint32_t environment_count;
  uint32_t strings_size;
};

struct plan_grant {
  uint32_t staged;  // where the descriptor is now
  uint32_t number;  // where the program finds it
  uint32_t kind;
  uint32_t rights;
};

// Two descriptors of the broker, which copies from one to the other until the first one's end.
struct plan_pump {
  uint32_t source;
  uint32_t target;
};

enum plan_opening_kind {
  PLAN_STREAM = 1,    // the caller's own standard stream, by the number in `flags`
  PLAN_PATH = 2,      // a path on which no symbolic link may lie
  PLAN_FOLLOWED = 3,  // a path whose links are followed
  PLAN_MEMORY = 4,    // a sealed memfd whose contents stand in the path's place
};

// What is to be opened, and what must be found there: it was examined when the plan was made, and may
// not have been replaced since. 32-bit words, so that nothing is padded.
struct plan_opening {
  uint32_t kind;
  uint32_t flags;  // of open(2)
  uint32_t device[2];  // major, minor
  uint32_t file[2];
  uint32_t birth[2];  // seconds, 0 where the file system keeps none
  uint32_t birth_fraction;
};

struct plan {
  uint64_t mapping, mapping_size;
  const struct plan_opening *openings;  // the program's, then the grants'; null but for a file
  const char *paths;                    // one for each opening
  uint32_t flags;                       // the header's, less what a stream of this start forbids
  const struct plan_header *header;
  const struct plan_grant *grants;
  const struct plan_pump *pumps;
  const char *name;
  const char *arguments;    // argument_count strings, one behind the other
  const char *environment;  // environment_count strings, one behind the other
};

// Maps and checks the plan on descriptor 3 or, if `path` is not null, in that file; ends the process on a
// damaged one.
void read_plan(struct plan *plan, const char *path);

// Whether names or metadata beneath a grant may change.
int changes_names(const struct plan *plan);

// Whether the program needs a broker: for such changes, or because a pump must run.
int needs_broker(const struct plan *plan);

// Whether the broker judges each lock: there is a file that may only be read, and there may be one that
// may be written. A single writable file is not worth a process.
int asks_for_locks(const struct plan *plan);

// Whether refusals are told.
int tells_denials(const struct plan *plan);

// Where the pipe of PLAN_DENIALS and that of spawner and relay arrive; -1 for one that is not there.
int report_descriptor(const struct plan *plan);
int alive_descriptor(const struct plan *plan);

// The lowest number above all at which descriptors arrive.
int first_unstaged(const struct plan *plan);

// The string behind this one.
const char *next_string(const char *string);
