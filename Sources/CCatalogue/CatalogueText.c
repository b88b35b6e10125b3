#include "CCatalogue.h"

/*
 * #embed (C23 6.10.4) costs the compiler nothing and is listed in the dependency file, so that an
 * edited catalogue is compiled in anew. SwiftPM's own .embedInCode writes an array literal of
 * bytes, which takes swiftc 12 seconds for 100 KB.
 */
#pragma clang diagnostic ignored "-Wc23-extensions"
static const char text[] = {
#embed "../Catalogue/catalogue.tsv"
};

const char *fdport_catalogue_text(void) { return text; }

size_t fdport_catalogue_size(void) { return sizeof text; }

static const char calls[] = {
#embed "../Catalogue/calls.tsv"
};

const char *fdport_calls_text(void) { return calls; }

size_t fdport_calls_size(void) { return sizeof calls; }

static const char arguments[] = {
#embed "../Catalogue/arguments.tsv"
};

const char *fdport_arguments_text(void) { return arguments; }

size_t fdport_arguments_size(void) { return sizeof arguments; }
