// Callees that are expressions, old definitions and nested blocks.
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

int comma(const char *name) {
  return (0, open)(name, 0);  // expect: open reference forbidden
}

int chosen(const char *name, int n) {
  return (n ? unlink : rmdir)(name);  // expect: unlink reference forbidden; rmdir reference forbidden
}

int repeated(const char *name) {
  return (***&*chdir)(name);  // expect: chdir call forbidden
}

int cast(const char *name) {
  return ((int (*)(const char *))access)(name);  // expect: access reference forbidden
}

int old(name, mode)
  char *name;
  char *mode;
{
  return fopen(name, mode) != 0;  // expect: fopen call forbidden
}

int statement_expression(const char *name) {
  return ({ int result = link(name, name); result; });  // expect: link call forbidden
}

int local_declaration(const char *name) {
  extern int truncate(const char *, long);
  return truncate(name, 0);  // expect: truncate call forbidden
}

int default_value(const char *name) {
  static int (*const table[2])(const char *) = {[1] = rmdir};  // expect: rmdir reference forbidden
  struct { int (*function)(const char *); } one = {.function = unlink};  // expect: unlink reference forbidden
  return table[1](name) + one.function(name) + (int (*[]) (const char *)){chdir}[0](name);  // expect: chdir reference forbidden
}

int aligned(void) {
  return _Alignof(__typeof__(unlink("x"))) + sizeof open("x", 0);  // expect: unlink call forbidden unevaluated; open call forbidden unevaluated
}
