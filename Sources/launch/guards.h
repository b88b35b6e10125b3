// A test build leaves one guard out, to show that the acts which it refuses then succeed (`make
// guards`; docs/runtime.md, "How to check"). The product leaves none out, and nothing can be left out
// at run time: LEFT_OUT is a constant.
#pragma once

enum guard {
  GUARD_NONE,
  GUARD_filter,        // the seccomp filter
  GUARD_kill,          // death for other architectures' numbers
  GUARD_openat2,       // BENEATH, NO_MAGICLINKS, NO_XDEV in the table
  GUARD_seal,          // the table's memory is writable
  GUARD_mseal,         // and can be replaced
  GUARD_Landlock,
  GUARD_mount,         // read-only mounts
  GUARD_broker,        // what the broker looks at before it acts
  GUARD_capabilities,
  GUARD_launcher,      // closing what was not granted
};

#ifndef FDPORT_GUARD_LEFT_OUT
#define FDPORT_GUARD_LEFT_OUT NONE
#endif

#define GUARD_NAMED_(name) GUARD_##name
#define GUARD_NAMED(name) GUARD_NAMED_(name)
#define LEFT_OUT(guard) (GUARD_NAMED(FDPORT_GUARD_LEFT_OUT) == GUARD_##guard)

// The self-check would refuse to start without a guard; a test shows that too, and keeps it.
#ifdef FDPORT_CHECKS_LEFT_OUT
#define CHECKS_LEFT_OUT 1
#else
#define CHECKS_LEFT_OUT 0
#endif
