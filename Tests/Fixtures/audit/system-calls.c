// Calls by number: the row is that of the call. flags: -D_GNU_SOURCE
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define READ_ONLY(path) syscall(SYS_open, path, 0)

long by_number(const char *name, long number, int directory) {
  long result = syscall(SYS_open, name, 0);                // expect: open system-call forbidden
  result += syscall(__NR_unlink, name);                    // expect: unlink system-call forbidden
  result += syscall(2, name, 0);                           // expect: open system-call forbidden
  result += READ_ONLY("/etc/passwd");                      // expect: open system-call forbidden
  result += (syscall)(SYS_openat, AT_FDCWD, name, 0);      // expect: open system-call forbidden
  result += syscall(SYS_openat2, -100, name, 0, 0);        // expect: open system-call forbidden
  result += syscall(SYS_renameat2, directory, name, AT_FDCWD, name, 0);  // expect: rename system-call forbidden
  result += syscall(SYS_openat, directory, "/etc", 0);     // expect: open system-call forbidden
  result += syscall(SYS_clone3, 0, 0);                     // expect: fork system-call forbidden
  // No name is needed, but the view has no syscall() either.
  result += syscall(SYS_openat, directory, name, 0);       // expect: syscall system-call forbidden
  result += syscall(SYS_getrandom, 0, 0, 0);               // expect: syscall system-call forbidden
  result += syscall(number, name);                         // expect: syscall system-call forbidden
  return result + syscall(99999);                          // expect: syscall system-call forbidden
}

long (*passed_on)(long, ...) = syscall;  // expect: syscall reference forbidden
