// Every way to write a direct call.
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

FILE *plain(const char *name) {
  return fopen(name, "r");  // expect: fopen call forbidden
}

int parenthesised(const char *name) {
  return (open)(name, O_RDONLY);  // expect: open call forbidden
}

int dereferenced(const char *name) {
  return (*open)(name, O_RDONLY);  // expect: open call forbidden
}

int nested(const char *name) {
  return dup2(open(name, 0), open(name, 1));  // expect: open call forbidden; open call forbidden
}

void as_statement(const char *name) {
  if (name)
    unlink(name);  // expect: unlink call forbidden
}
