/* Uses what may not be there. */
#include "document.h"

#include <stdlib.h>
#include <string.h>

typedef int (*action) (const char *);

static int show (const char *name) {
  struct document *document = document_open(name);
  int size = document_size(document);
  free(document);
  return size;
}

static int replace (const char *name) {
  return document_replace(document_read(stdin), name);
}

static int empty (const char *name) {
  document_forget(name);
  return name == NULL;
}

static const struct {
  const char *name;
  action action;
} actions[] = {
  {"show", show},
  {"replace", replace},
  {"empty", empty},
  {NULL, NULL}
};

int main (int argc, char **argv) {
  int i;
  for (i = 0; actions[i].name != NULL; i++)
    if (argc > 2 && strcmp(argv[1], actions[i].name) == 0)
      return actions[i].action(argv[2]);
  return document_size(document_open_again(document_read(stdin), "x"))
    + (document_replace(NULL, "y") < 0);
}
