// What gcc keeps and leaves out at -O0, held against its objects.
#include <stdlib.h>
#include <unistd.h>

static const int never = 0;

int loaded(const char *name) {
  if (never) return chroot(name);  // expect: chroot call forbidden
  return 0;
}

int folded(const char *name, int n) {
  if (n && 0) return unlink(name);  // expect: unlink call forbidden dead
  if (0 || n) return rmdir(name);   // expect: rmdir call forbidden
  return 0;
}

void stops(const char *name) {
  abort();
  link(name, name);  // expect: link call forbidden dead
}

int both_ways(const char *name, int n) {
  if (n) {
    return 1;
  } else {
    exit(2);
  }
  return symlink(name, name);  // expect: symlink call forbidden dead
}

int one_way(const char *name, int n) {
  if (n) return 1;
  return chdir(name);  // expect: chdir call forbidden
}

int cases(const char *name, int n) {
  switch (n) {
    case 1:
      return 1;
    case 2:
      return access(name, 0);  // expect: access call forbidden
    default:
      break;
  }
  for (;;) {
    if (n++ > 3) break;
    continue;
    acct(name);  // expect: acct call forbidden dead
  }
  return n ? 0 : truncate(name, 0);  // expect: truncate call forbidden
}
