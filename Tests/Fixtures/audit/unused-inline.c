// An inline function that nothing calls gets no code.
#include <unistd.h>

static inline int unused(const char *name) {
  return unlink(name);  // expect: unlink call forbidden unused-inline
}

static inline int used(const char *name) {
  return rmdir(name);  // expect: rmdir call forbidden
}

static inline int unused_caller(const char *name) {
  return unused(name) + used(name);
}

static int never_called_but_not_inline(const char *name) {
  return chdir(name);  // expect: chdir call forbidden
}

int use(const char *name) { return used(name); }
