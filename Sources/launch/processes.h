// /proc, beneath which the broker looks at the program's threads: proc(5).
#pragma once

#include <stdint.h>

// Before Landlock. -1 if there is no /proc.
long open_processes(void);

// Reads /proc/THREAD/NAME, with a zero byte behind it: the size, or a negative errno. `processes` may be -1.
long read_of_thread(int processes, uint32_t thread, const char *name, char *text, uint64_t size);

// Where older kernels do not go by a descriptor alone its entry in /proc leads to its file, proc(5): never
// further, so that a symbolic link is not followed.
struct own_entry {
  char path[24];
};
struct own_entry entry_of(int descriptor);
