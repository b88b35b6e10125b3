// The account of refusals, as it stands on the pipe: records of one size, each followed by the bytes
// that it announces. All numbers are little-endian. Sources/Runtime/DenialAccount.swift reads it.
#pragma once

#include <stdint.h>

enum witness_kind {
  WITNESS_PROGRAM = 1,  // `address` is what was added to the addresses in the program's file
  WITNESS_REFUSAL = 2,  // the first refusal of this kind
  WITNESS_COUNT = 3,    // at the end: how often refusal `index` came
  WITNESS_OPENS = 4,    // at the end: how many opens the broker carried out
  WITNESS_LOST = 5,     // at the end: refusals of kinds for which there was no room
};

enum witness_text {
  WITNESS_NO_TEXT = 0,
  WITNESS_PATH = 1,     // without its zero byte
  WITNESS_ADDRESS = 2,  // a struct sockaddr
};

struct witness_record {
  uint32_t kind;
  uint32_t index;
  uint32_t call;
  int32_t error;
  uint64_t count;
  uint64_t address;        // of the instruction behind the call
  uint64_t stack_pointer;  // 0: not known
  uint64_t arguments[6];
  uint32_t text_kind;
  uint32_t text_size;
  uint32_t stack_size;  // bytes of the stack from the stack pointer on, behind the text
  uint32_t padding;
};
