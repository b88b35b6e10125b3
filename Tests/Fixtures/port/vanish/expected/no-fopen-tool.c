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

#ifdef HAVE_FOPEN
static int replace (const char *name) {
  return document_replace(document_read(stdin), name);
}
#endif /* HAVE_FOPEN */

static int empty (const char *name) {
  document_forget(name);
  return name == NULL;
}

static const struct {
  const char *name;
  action action;
} actions[] = {
  {"show", show},
#ifdef HAVE_FOPEN
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
#ifdef HAVE_FOPEN
  return document_size(document_open_again(document_read(stdin), "x"))
    + (document_replace(NULL, "y") < 0);
#else
  return document_size(((void)document_read(stdin), NULL))
    + (-1 < 0);
#endif
}
