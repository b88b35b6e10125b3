// The kernel asked without a C library: of the sealed one syscall() is a door of its own, which goes by
// number to the library's functions (docs/descending.md), and one view has none.
#include "probe.h"

#include <stdarg.h>

long raw(long number, ...) {
  va_list list;
  va_start(list, number);
  long argument[6];
  for (int i = 0; i < 6; i++) argument[i] = va_arg(list, long);
  va_end(list);
  register long r10 __asm__("r10") = argument[3];
  register long r8 __asm__("r8") = argument[4];
  register long r9 __asm__("r9") = argument[5];
  long result;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(argument[0]), "S"(argument[1]), "d"(argument[2]), "r"(r10),
                     "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  if ((unsigned long)result < -4095UL) return result;
  errno = (int)-result;
  return -1;
}
