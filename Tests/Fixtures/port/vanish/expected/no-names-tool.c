/* Uses what may not be there. */
#include "document.h"

#include <stdlib.h>
#include <string.h>

typedef int (*action) (const char *);

static int show (const char *name) {
#ifdef HAVE_FOPEN
  struct document *document = document_open(name);
#else
  struct document *document = ((void)name, NULL);
#endif
  int size = document_size(document);
  free(document);
  return size;
}

#if defined(HAVE_FOPEN) && defined(HAVE_REMOVE)
static int replace (const char *name) {
  return document_replace(document_read(stdin), name);
}
#endif /* HAVE_FOPEN && HAVE_REMOVE */

static int empty (const char *name) {
#ifdef HAVE_UNLINK
  document_forget(name);
#endif
  return name == NULL;
}

static const struct {
  const char *name;
  action action;
} actions[] = {
  {"show", show},
#if defined(HAVE_FOPEN) && defined(HAVE_REMOVE)
  {"replace", replace},
#endif
  {"empty", empty},
  {NULL, NULL}
};

int main (int argc, char **argv) {
  int i;
  for (i = 0; actions[i].name != NULL; i++)
    if (argc > 2 && strcmp(argv[1], actions[i].name) == 0)
      return actions[i].action(argv[2]);
#if defined(HAVE_FOPEN) && defined(HAVE_REMOVE)
  return document_size(document_open_again(document_read(stdin), "x"))
    + (document_replace(NULL, "y") < 0);
#else
  return document_size(((void)document_read(stdin), NULL))
    + (-1 < 0);
#endif
}
