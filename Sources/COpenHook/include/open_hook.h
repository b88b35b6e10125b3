// Halts libclang where it opens one file.
//
// libclang has no call that stops a parse half-way, and none that goes on with another text. What it has is #include:
// a process that answers the open(2) of an included file decides when the parse goes on, with which text, and in how
// many processes (fork(2)).
#pragma once

#include <sys/types.h>

// From now on `hook` answers whoever in this process opens exactly `path` through the C library: with a descriptor, or
// with -1 and errno. NULL ends that. `path` is not copied. For one thread only.
void fdport_hook_open(const char *path, int (*hook)(void *context), void *context);

// fork(2); the child ends with this process. What malloc(3) has and nobody uses is given back before, so that none of
// it is copied. Swift does not import prctl(2), which is variadic, nor malloc_trim(3).
pid_t fdport_fork(void);
