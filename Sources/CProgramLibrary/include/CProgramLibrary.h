#ifndef FDPORT_CPROGRAMLIBRARY_H
#define FDPORT_CPROGRAMLIBRARY_H

#include <stddef.h>

/* The files of Sources/libfdport, as they were when the program was built: each view has them
 * compiled for its own C library. */
enum { FDPORT_LIBRARY_FILES = 8 };

const char *fdport_library_name(size_t index);
const char *fdport_library_text(size_t index);
size_t fdport_library_size(size_t index);

#endif
