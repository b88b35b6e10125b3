// Variables of the C library; in glibc stdin is a macro for itself.
#include <stdio.h>

extern char **environ;

int streams(void) {
  fprintf(stdout, "x");  // expect: stdout object noted
  return fgetc(stdin);   // expect: stdin object noted
}

char *first(void) {
  return environ[0];  // expect: environ object noted
}
