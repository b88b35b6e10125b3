// flags: -O2 -D_FORTIFY_SOURCE=2
// The optimiser's inline definitions and fortified wrappers in glibc's headers hide nothing.
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int streams(void) {
  return getchar() + putchar('x');  // expect: getchar call noted; putchar call noted
}

int formatted(const char *text, va_list list) {
  printf("%s", text);          // expect: printf call noted
  return vprintf(text, list);  // expect: vprintf call noted
}

char *paths(const char *name, char *buffer) {
  char other[PATH_MAX];
  if (readlink(name, buffer, 9) < 0)  // expect: readlink call forbidden
    return getcwd(buffer, 9);         // expect: getcwd call forbidden
  return realpath(name, other);       // expect: realpath call forbidden
}

int explicit_builtin(void) {
  return __builtin_printf("%d", 1);  // expect: printf call noted
}
