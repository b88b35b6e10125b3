// Further ways to spell a call, and operands that are looked at after all. flags: -D_GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define rmdir rmdir
#define chdir(...) chdir(__VA_ARGS__)
#define APPLY(function, ...) function(__VA_ARGS__)
#define FIRST(a, ...) a
#define EMPTY
%:define digraph(name) unlink(name)
_Pragma("redefine_extname renamed chroot") extern int renamed(const char *);

int spelled(const char *name, int n) {
  /* expect: open call forbidden */ int result = op\
en(name, 0);
  result += unlink /* behind */ EMPTY (name);  // expect: unlink call forbidden
  result += rmdir(name) + chdir(name);       // expect: rmdir call forbidden; chdir call forbidden
  result += APPLY(access, name, 0);          // expect: access call forbidden
  result += FIRST(link, unlink)(name, name);  // expect: link call forbidden
  result += digraph(name) + renamed(name);   // expect: unlink call forbidden; chroot call forbidden
  result += __builtin_choose_expr(1, acct(name), 0);  // expect: acct call forbidden
  result += n ?: truncate(name, 0);          // expect: truncate call forbidden
  return result + (int)sizeof(char[getppid()]);  // expect: getppid call noted
}

int lengths(int n) {
  char array[getpid()];                      // expect: getpid call noted
  __typeof__(char[getuid()]) other;          // expect: getuid call noted
  other[0] = array[0] = (char)n;
  switch (getgid()) {                        // expect: getgid call noted
    case 1: return other[0];
    default: return (int)sizeof array;
  }
}

void released(char **name) { free(*name); }

int attributes(void) {
  __attribute__((cleanup(released))) char *name = getenv("X");  // expect: getenv call noted
  return name != 0;
}

__attribute__((constructor)) static void early(void) { system("x"); }  // expect: system call forbidden

int (*volatile chosen)(const char *) = sizeof(int) == 4 ? remove : unlink;  // expect: remove reference forbidden; unlink reference forbidden dead
