// Only the type of the call is asked for. It is still a finding, since it does not compile where
// open() is not declared, but no object refers to it.
#include <fcntl.h>
#include <unistd.h>

unsigned long size(void) {
  return sizeof(open("x", 0));  // expect: open call forbidden unevaluated
}

int type(void) {
  __typeof__(unlink("x")) result = 0;  // expect: unlink call forbidden unevaluated
  return result;
}

int selection(int n) {
  return _Generic(n, long: chdir, int: access)("x", 0);  // expect: chdir reference forbidden unevaluated; access reference forbidden
}
