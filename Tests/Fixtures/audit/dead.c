// No code results where a condition is constant or a jump comes first.
#include <stdlib.h>
#include <unistd.h>

enum { OFF = 0 };

int constant(const char *name) {
  int result = 0;
  if (0) result += chroot(name);  // expect: chroot call forbidden dead
  if (1)
    result++;
  else
    result += unlink(name);  // expect: unlink call forbidden dead
  while (OFF) result += rmdir(name);  // expect: rmdir call forbidden dead
  result += sizeof(int) == 1 ? link(name, name) : 0;  // expect: link call forbidden dead
  result += 0 && symlink(name, name);  // expect: symlink call forbidden dead
  result += 1 || chdir(name);  // expect: chdir call forbidden dead
  return result;
  access(name, 0);  // expect: access call forbidden dead
}

int reached_by_a_jump(const char *name, int n) {
  if (n) goto inside;
  if (0) {
  inside:
    return truncate(name, 0);  // expect: truncate call forbidden
  }
  return 0;
}

int alive(const char *name, int n) {
  do n += system(name);  // expect: system call forbidden
  while (0);
  return n;
}
