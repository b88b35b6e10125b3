// The sealed table of every open_how that a program may use.
#pragma once

#include <linux/openat2.h>
#include <stdint.h>

struct table {
  uint64_t address;     // a multiple of its size
  const char *missing;  // the piece of the kernel without which it could not be sealed, or null
};

// Makes, seals and maps the table. One that is not to be trusted, or cannot be sealed, lies at its address
// all the same, as programs count on it there; the broker then goes by the address of a slot alone.
void seal_table(struct table *table, int is_trusted);

// What stands in a slot.
struct open_how slot_of_table(uint32_t index);
