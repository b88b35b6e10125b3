// How the launcher says that it cannot go on.
#pragma once

#include <stddef.h>

enum {
  STATUS_OWN_FAILURE = 125,
  STATUS_CANNOT_RUN = 126,
};

// Where messages go from now on; a negative number: nowhere.
void report_to(int messages, int status);

// `fdport run: WHAT: errno N` on the caller's standard error, `failed STATUS WHAT` on the status
// descriptor, and the end. An error of 0 is left out.
_Noreturn void fail(const char *what, long error);

// The same about the file at a path: `fdport run: PATH: WHAT: errno N`.
_Noreturn void fail_at(const char *path, const char *what, long error);

// The same for a program that cannot be run: exit status 126.
_Noreturn void fail_program(const char *what, long error);

// `fdport run: WHAT: errno N`, and nothing ends.
void warn(const char *what, long error);

// Says that the broker serves opens and stats, and what the kernel lacks, null if it was asked for: on the status descriptor always, to a person
// only where one looks, as a script's standard error is the program's.
void report_brokered(const char *missing);

// Writes `started` to the status descriptor: from here on the exit status is the program's.
void report_start(void);

// Closes both descriptors: the program must not hold them.
void report_end(void);
