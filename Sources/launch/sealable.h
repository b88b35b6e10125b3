// Memory as a file that can be sealed, memfd_create(2).
#pragma once

// A descriptor; ends the process where there is none.
long make_sealable_memory(const char *name);
