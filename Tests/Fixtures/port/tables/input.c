/* Tables that hold the addresses of functions. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef int (*function) (const char *);

struct entry {
  const char *name;
  function call;
};

static int length (const char *text) {
  return (int)strlen(text);
}

static const struct entry entries[] = {
  {"length", length},
  {"remove", remove},  /* takes a name */
  {"unlink",
   (function)unlink},
  {"rmdir", rmdir}, {"size", length},
#ifdef TIDY
  {"tidy", remove},
#endif
  {"last", remove}
};

struct operations {
  int (*status) (const char *, struct stat *);
  function erase;
  function length;
};

static const struct operations operations = {
  .status = stat,
  .erase = remove,
  .length = length
};

static const struct operations others = { .length = length, .erase = remove };

int main (int argc, char **argv) {
  size_t i;
  for (i = 0; i < sizeof entries / sizeof entries[0]; i++) {
    if (strcmp(entries[i].name, argv[0]) == 0)
      return entries[i].call(argv[0]);
  }
  return operations.status == NULL && others.erase == NULL && argc > 1;
}
