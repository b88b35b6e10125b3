// What is said when the interpreter cannot start as it was asked to.
#pragma once

#include "fdport.h"

// The exit status of a start that failed: what was granted, or said, is wrong.
#define STATUS_CANNOT_START 2

// Writes "python: argument.KEY: REASON" to descriptor 2 and ends. KEY may be empty.
_Noreturn void complain(const char *key, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
