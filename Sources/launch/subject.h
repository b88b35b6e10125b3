// What a call was about: the path or the address among its arguments.
#pragma once

#include "caller.h"
#include "witness.h"

// Copies it and says what it is; the length, 0 if there is none, or a negative errno.
long copy_subject(struct caller *caller, char text[PATH_LIMIT], enum witness_text *kind);
