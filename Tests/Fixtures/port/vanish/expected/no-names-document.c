/* Documents, from streams and by their names. */
#include "document.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifndef HAVE_REMOVE
#include <errno.h>
#endif

struct document {
  int size;
};

struct kind {
  const char *suffix;
  const char *mode;
};

#ifdef HAVE_FOPEN
/* Only names have suffixes. */
static const struct kind kinds[] = {
  {".txt", "r"},
  {".bin", "rb"},
};
#endif /* HAVE_FOPEN */

#if defined(HAVE_FOPEN) || defined(HAVE_UNLINK)
static int is_hidden (const char *name);
#endif

#ifdef HAVE_FOPEN
/* How a file is opened. */
static const char *mode_of (const char *name) {
  size_t i;
  for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
    if (strstr(name, kinds[i].suffix) != NULL)
      return kinds[i].mode;
  return is_hidden(name) ? "rb" : "r";
}
#endif /* HAVE_FOPEN */

#if defined(HAVE_FOPEN) || defined(HAVE_UNLINK)
static int is_hidden (const char *name) {
  return name[0] == '.';
}
#endif /* HAVE_FOPEN || HAVE_UNLINK */

/* Used on both sides. */
static int clamp (int size) {
  return size < 0 ? 0 : size;
}

struct document *document_read (FILE *file) {
  struct document *document = malloc(sizeof *document);
  if (document != NULL)
    document->size = clamp(fseek(file, 0, SEEK_END));
  return document;
}

#ifdef HAVE_FOPEN
/*
 * Opens NAME.
 */
struct document *document_open (const char *name) {
  FILE *file = fopen(name, mode_of(name));
  struct document *document;
  if (file == NULL)
    return NULL;
  document = document_read(file);
  fclose(file);
  return document;
}

struct document *
document_open_again (struct document *document, const char *name)
{
  free(document);
#ifdef QUIET
  return document_open(name);
#else
  puts(name);
  return document_open(name);
#endif
}
#endif /* HAVE_FOPEN */

#if defined(HAVE_FOPEN) && defined(HAVE_REMOVE)
// Puts a document in the place of another,
// which is lost.
int document_replace (struct document *document, const char *name) {
  if (remove(name) != 0)
    return -1;
  return clamp(document_size(document_open_again(document, name)));
}
#endif /* HAVE_FOPEN && HAVE_REMOVE */

#ifdef HAVE_UNLINK
void document_forget (const char *name) {
  if (is_hidden(name))
    return;
  unlink(name);
}
#endif /* HAVE_UNLINK */

int document_size (struct document *document) {
  return document == NULL ? 0 : document->size;
}

/* Stays, as not all of its users go. */
static int erase (const char *name, int really) {
#ifdef HAVE_REMOVE
  return really ? remove(name) : name == NULL;
#else
  return really ? (errno = ENOSYS, -1) : name == NULL;
#endif
}

int document_check (const char *name) {
  return erase(name, 0);
}

#ifdef HAVE_REMOVE
int document_erase (const char *name) {
  return erase(name, 1);
}
#endif /* HAVE_REMOVE */
