// The seccomp filter.
#pragma once

#include <stdint.h>

#include "rules.h"

struct filter {
  uint64_t table;   // the sealed table's address
  uint32_t groups;  // of rules, enum rule_group
  int tells;        // refused calls go to the broker, which counts them and refuses
};

// Compiles the rules for this table and process. Nothing is in force yet.
void compile_filter(const struct filter *filter);

// Puts it in force, for good. With `listens` the result is the descriptor at which the calls arrive
// that the rules send to the broker; otherwise it is -1.
int install_filter(int listens);
