/* Sites that no rule edits safely. */
#include <fcntl.h>
#include <stdio.h>

#define CHECK(x) ((x) ? 0 : 1)
#define opener open

int inside_argument(const char *name) {
  return CHECK(remove(name));
}

int split_by_directive(const char *name) {
  return open(name,
#ifdef O_CLOEXEC
              O_CLOEXEC |
#endif
              O_RDONLY);
}

int (*taken)(const char *) = remove;

int (*alias_taken)(const char *, int, ...) = opener;

void no_convention(void) {
  perror("no convention");
}

int nobody_lists_it(const char *name) {
  return rename(name, name);
}
