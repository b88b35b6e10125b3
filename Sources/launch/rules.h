// The filter as data: which system calls are allowed, and with which arguments.
#pragma once

#include <stdint.h>

enum condition_kind {
  ALWAYS = 0,      // ends a rule's conditions
  HELD,            // a descriptor number: the low 32 bits, which are all the kernel reads, are >= 0
  VALUE,           // the low 32 bits are `value`
  WIDE_VALUE,      // all 64 bits are `value`
  WITHOUT,         // none of the bits of `value`
  WITH,            // all of the bits of `value`
  AT_MOST,         // the low 32 bits are at most `value`
  ONE_OF,          // the low 32 bits are in the set that `value` names
  OWN_PROCESS,     // the process's own id
  OWN_OR_ZERO,     // 0, which means the same, or the process's own id
  TABLE_SLOT,      // the address of a slot of the sealed table
  SEALED_EMPTY,    // the address of the sealed empty string
};

struct condition {
  uint8_t kind;
  uint8_t argument;
  uint32_t value;
};

enum { CONDITION_LIMIT = 4 };

// All conditions must hold. Several rules for one call are alternatives.
struct rule {
  uint32_t call;
  uint8_t asks_broker;  // not done by the kernel for the program, but by the broker
  struct condition conditions[CONDITION_LIMIT];
};

enum number_set {
  MEMORY_ADVICE,
  FILE_CONTROLS,
  LOCK_CONTROLS,
  DEVICE_REQUESTS,
  SOCKET_OPTIONS,
  SOCKET_SETTINGS,
  TRANSMISSION_OPTIONS,
  PROCESS_CONTROLS,
  ARCHITECTURE_CONTROLS,
  BROKER_CONTROLS,
  BROKER_REQUESTS,
  TERMINAL_REQUESTS,
};

enum rule_group {
  STANDARD_RULES = 1,
  // Locks, by the kernel alone, where no grant is read-only: a lock on a file that one may only read
  // stalls whoever may write it.
  LOCK_RULES = 2,
  // Calls that change names, by the broker.
  NAME_RULES = 4,
  // Modes, owners and times of what is held, by the broker.
  METADATA_RULES = 8,
  // The broker's own filter, which needs none of the above.
  BROKER_RULES = 16,
  // Opens by the sealed table: by the kernel, or by the broker, which tells of each.
  OPEN_RULES = 32,
  WATCHED_OPEN_RULES = 64,
  // The status of what is held, by the kernel; or that and all opens, by the broker.
  STATUS_RULES = 128,
  BROKERED_RULES = 256,
  // The filter of the broker's hand.
  HAND_RULES = 512,
  // Locks beside grants that are read-only: each is judged by the broker, or none is had.
  JUDGED_LOCK_RULES = 1024,
  NO_LOCK_RULES = 2048,
  // The modes of a terminal that is the program's own.
  TERMINAL_RULES = 4096,
  LAST_RULE_GROUP = TERMINAL_RULES,
};

// The numbers of a set.
const uint32_t *numbers_of(enum number_set set, uint32_t *count);

const struct rule *rules_of(enum rule_group group, uint32_t *count);
