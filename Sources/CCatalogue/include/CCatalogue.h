#ifndef FDPORT_CCATALOGUE_H
#define FDPORT_CCATALOGUE_H

#include <stddef.h>

/* The bytes of Sources/Catalogue/catalogue.tsv, as they were when the program was built. */
const char *fdport_catalogue_text(void);
size_t fdport_catalogue_size(void);

/* The bytes of Sources/Catalogue/calls.tsv. */
const char *fdport_calls_text(void);
size_t fdport_calls_size(void);

/* The bytes of Sources/Catalogue/arguments.tsv. */
const char *fdport_arguments_text(void);
size_t fdport_arguments_size(void);

#endif
