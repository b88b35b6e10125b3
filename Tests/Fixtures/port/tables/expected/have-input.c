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
#ifdef HAVE_REMOVE
  {"remove", remove},  /* takes a name */
#endif
#ifdef HAVE_UNLINK
  {"unlink",
   (function)unlink},
#endif
#ifdef HAVE_RMDIR
  {"rmdir", rmdir}, {"size", length},
#else
  {"size", length},
#endif
#ifdef TIDY
#ifdef HAVE_REMOVE
  {"tidy", remove},
#endif
#endif
#ifdef HAVE_REMOVE
  {"last", remove}
#endif
};

struct operations {
  int (*status) (const char *, struct stat *);
  function erase;
  function length;
};

static const struct operations operations = {
#ifdef HAVE_STAT
  .status = stat,
#endif
#ifdef HAVE_REMOVE
  .erase = remove,
#endif
  .length = length
};

#ifdef HAVE_REMOVE
static const struct operations others = { .length = length, .erase = remove };
#else
static const struct operations others = { .length = length, };
#endif

int main (int argc, char **argv) {
  size_t i;
  for (i = 0; i < sizeof entries / sizeof entries[0]; i++) {
    if (strcmp(entries[i].name, argv[0]) == 0)
      return entries[i].call(argv[0]);
  }
  return operations.status == NULL && others.erase == NULL && argc > 1;
}
