#ifndef DOCUMENT_H
#define DOCUMENT_H

#include <stdio.h>

struct document;

/* From a stream that is open. */
extern struct document *document_read (FILE *file);

#ifdef HAVE_FOPEN
/* By its name. */
extern struct document *document_open (const char *name);
extern struct document *document_open_again (struct document *document,
                                             const char *name);
#endif

#if defined(HAVE_FOPEN) && defined(HAVE_REMOVE)
/* Replaces the file NAME. */
extern int document_replace (struct document *document, const char *name);
#endif

extern int document_size (struct document *document);
extern int document_check (const char *name);

/* Makes a prototype. */
#define PROTOTYPE(type, name, arguments) extern type name arguments

#ifdef HAVE_UNLINK
PROTOTYPE(void, document_forget, (const char *name));
#endif
#ifdef HAVE_REMOVE
PROTOTYPE(int, document_erase,
          (const char *name));
#endif

#endif
