// Telling what was refused: which call, on which path or address, from where in the program, how often.
//
// The account goes to a pipe, at whose other end `fdport run` has put a process that knows the
// program's symbols and what would answer the refusal (Sources/Runtime/DenialAccount.swift). Each
// record is a struct witness_record and the bytes that it announces.
#pragma once

#include <stdint.h>

#include "caller.h"

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

struct witness {
  int report;     // the pipe; -1: nobody listens
  int processes;  // /proc, or -1
};

// Before Landlock: what is needed to see a thread's stack pointer. -1 if there is no /proc.
long open_processes(void);

void tell_program(const struct witness *witness, uint64_t bias);

// In the program, right before it starts: refusals count from now on.
void begin_telling(void);

// A call that was answered with an error which shows a missing authority.
void tell_refusal(const struct witness *witness, struct caller *caller, long error);

// An open that the broker carried out.
void count_open(void);

// The counts, at the program's end.
void tell_counts(const struct witness *witness);
