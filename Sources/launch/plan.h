// The plan: what `fdport run` has checked and opened, as bytes on descriptor 3.
//
// Layout: struct plan_header, then grant_count struct plan_grant, then strings_size bytes of
// NUL-terminated strings: the program's name, its arguments, its environment. All numbers are
// little-endian, as the one architecture that is supported. Sources/Runtime/LaunchPlan.swift writes
// it; a change of layout is a new PLAN_VERSION.
#pragma once

#include <stdint.h>

enum {
  PLAN_DESCRIPTOR = 3,
  PLAN_MAGIC = 0x4e4c5046,  // "FPLN"
  PLAN_VERSION = 1,
  PLAN_SIZE_LIMIT = 4 << 20,
  PLAN_GRANT_LIMIT = 1024,
  PLAN_NUMBER_LIMIT = 1024,
};

enum plan_kind {
  PLAN_PLAIN = 0,      // a descriptor and nothing more
  PLAN_DIRECTORY = 1,  // opens beneath it need a Landlock rule
};

enum plan_right {
  PLAN_READ = 1,
  PLAN_WRITE = 2,
};

enum plan_flag {
  PLAN_LOCKS = 1,  // no grant is read-only, so that record locks harm nobody
};

// Descriptors arrive at `base` and above, above every number that the program is to hold: the
// caller's standard error at base, the status descriptor at base + 1 (closed if there is none), the
// program at base + 2, grants after that.
struct plan_header {
  uint32_t magic;
  uint32_t version;
  uint32_t size;
  uint32_t flags;
  uint32_t base;
  uint32_t has_status;
  uint32_t grant_count;
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

struct plan {
  const struct plan_header *header;
  const struct plan_grant *grants;
  const char *name;
  const char *arguments;    // argument_count strings, one behind the other
  const char *environment;  // environment_count strings, one behind the other
};

// Maps and checks the plan and closes its descriptor; ends the process on a damaged one.
void read_plan(struct plan *plan);

// The string behind this one.
const char *next_string(const char *string);
