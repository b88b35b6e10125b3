// Telling what was refused: which call, on which path or address, from where in the program, how often.
//
// The account goes to a pipe, at whose other end `fdport run` has put a process that knows the
// program's symbols and what would answer the refusal.
#pragma once

#include <stdint.h>

#include "account.h"
#include "caller.h"

struct witness {
  int report;     // the pipe; -1: nobody listens
  int processes;  // /proc, or -1
  int reporter;   // the process that reads it
  int learns;     // nothing is refused, and every call that arrives is told
};

void tell_program(const struct witness *witness, uint64_t bias);

// In the program, right before it starts: refusals count from now on.
void begin_telling(void);

// A call that was answered with an error which shows a missing authority.
void tell_refusal(const struct witness *witness, struct caller *caller, long error);

// An open that the broker carried out.
void count_open(void);

// Before anything is told.
void begin_account(const struct witness *witness);

// At the program's end: tells the counts and waits for the reporter, though not for ever.
void end_account(const struct witness *witness);
