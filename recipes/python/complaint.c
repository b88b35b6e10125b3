#include "complaint.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void complain(const char *key, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  if (key[0] == '\0')
    fputs("python: ", stderr);
  else
    fprintf(stderr, "python: argument.%s: ", key);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  exit(STATUS_CANNOT_START);
}
