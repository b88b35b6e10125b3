/* Sites that no rule edits safely. */
#include <fcntl.h>
#include <stdio.h>

#define CHECK(x) ((x) ? 0 : 1)
#define opener open

int inside_argument(const char *name) {
  return CHECK(remove(name));
}

int left_out(const char *name) {
  return name[0] == 'x' ? open(name, 0) :
#ifndef O_CLOEXEC
      open(name, 1) +
#endif
      2;
}

int (*taken)(const char *) = remove;

int (*alias_taken)(const char *, int, ...) = opener;

void no_convention(void) {
  perror("no convention");
}

int nobody_lists_it(const char *name) {
  return rename(name, name);
}

static int (*const by_position[])(const char *) = {remove, puts};

struct entry {
  const char *name;
  int (*call)(const char *);
};

static const struct entry by_number[] = {
  {"remove", remove},
  {"puts", puts},
};

static const struct entry of_length[3] = {
  {"remove", remove},
  {"puts", puts},
};

static const struct entry nameless[] = {
  {0, remove},
  {"puts", puts},
};

static const struct entry alone = {.call = remove};

int use(const char *name) {
  int (*function)(const char *) = remove;
  return by_number[0].call(name) + of_length[0].call(name) + nameless[0].call(name)
    + by_position[0](name) + alone.call(name) + function(name);
}

int ends_outside(const char *name) {
  return open(name,
#ifdef O_CLOEXEC
              O_CLOEXEC)
#else
              O_RDONLY)
#endif
         + 1;
}
