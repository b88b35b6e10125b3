// Names that macros bring; the place is where the macro is used.
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#define OPEN_READ(path) open((path), O_RDONLY)
#define REMOVE unlink
#define PASTE(a, b) a##b
#define SAME(x) x
#define TWICE(x) ((x) < 0 || (x) > 0)
#define SAY(text) fputs(text, stdout)
#define SAY_LINE(text) (SAY(text), fflush(stdout))

int body(const char *name) {
  return OPEN_READ(name);  // expect: open call forbidden
}

int alias(const char *name) {
  return REMOVE(name);  // expect: unlink call forbidden
}

int paste(const char *name) {
  return PASTE(op, en)(name, 0);  // expect: open call forbidden
}

int argument(const char *name) {
  return SAME(open(name, 0));  // expect: open call forbidden
}

int doubled(const char *name) {
  return TWICE(open(name, 0));  // expect: open call forbidden
}

void say(void) {
  SAY_LINE("x");  // expect: stdout object noted; stdout object noted
}
