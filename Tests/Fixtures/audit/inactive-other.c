// Compiles what inactive.c does not of inactive.h. flags: -DOTHER
#include <unistd.h>
#include "inactive.h"
#include "inactive.h"
int use_other(const char *name) { return other(name); }
