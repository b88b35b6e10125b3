// The seccomp filter.
#pragma once

#include <stdint.h>

// Compiles the rules for this table and process. Nothing is in force yet.
void compile_filter(uint64_t table, int allows_locks);

// Puts it in force, for good.
void install_filter(void);
