// The sealed table of every open_how that a program may use.
#pragma once

#include <stdint.h>

// Makes, seals and maps the table; returns its address, a multiple of its size.
uint64_t seal_table(void);
