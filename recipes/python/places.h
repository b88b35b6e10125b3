// Places beneath descriptors, as texts: /dev/fd/N and /dev/fd/N/rest (docs/python.md).
//
// In the argument a place is a granted leaf, a descriptor's number, a text that is such a path, or a
// list of one of these and what stands beneath it: [!dir ./app, main.py].
#pragma once

#include <stddef.h>

#include "fdport.h"

// Paths are bounded, as the C library's are (PATH_MAX).
#define PLACE_SIZE 4096

// The path of `value`, into `path`; complains by `key` if it is none.
void place_path(struct fdport_value value, const char *key, char path[PLACE_SIZE]);
