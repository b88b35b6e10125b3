// A .c file that another includes, a table by an X-macro, and macros of another file.
#include "included-part.inc"
#include "included-macros.h"
#include <unistd.h>

#define NAMES(X) X(unlink) X(rmdir)
#define DECLARE(name) int call_##name(const char *path) { return name(path); }
#define ENTRY(name) {#name, name},

NAMES(DECLARE)  // expect: unlink call forbidden; rmdir call forbidden

struct { const char *text; int (*function)(const char *); } table[] = {
    NAMES(ENTRY)  // expect: unlink reference forbidden; rmdir reference forbidden
};

int elsewhere(const char *name) {
  return OPEN_ELSEWHERE(name) + CALL(ch, dir)(name);  // expect: open call forbidden; chdir call forbidden
}
