#ifndef FDPORT_CCATALOGUE_H
#define FDPORT_CCATALOGUE_H

#include <stddef.h>

/* The bytes of Sources/Catalogue/catalogue.tsv, as they were when the program was built. */
const char *fdport_catalogue_text(void);
size_t fdport_catalogue_size(void);

#endif
