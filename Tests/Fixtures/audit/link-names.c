// Names that mean something else to the linker than to the reader. flags: -D_GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

static int weak_open(const char *, int, ...) __attribute__((weakref("open")));

static char **weak_environ __attribute__((weakref("environ")));
static char *quiet __attribute__((unused));

#pragma redefine_extname renamed rmdir
extern int renamed(const char *);

extern int labelled(const char *) __asm__("chdir");
extern int silent(const char *) __asm__("harmless");

// A function of its own under two names.
int plain(const char *name) { return name != 0; }
extern int chroot(const char *) __attribute__((alias("plain")));
extern __typeof__(plain) acct __attribute__((weak, alias("plain")));

extern int unlink(const char *) __attribute__((weak));

int use(const char *name) {
  int result = weak_open ? weak_open(name, 0) : 0;  // expect: open reference forbidden; open call forbidden
  result += weak_environ != 0;  // expect: environ object noted
  result += renamed(name);   // expect: rmdir call forbidden
  result += labelled(name);  // expect: chdir call forbidden
  result += silent(name) + chroot(name) + acct(name);
  if (unlink)                // expect: unlink reference forbidden
    result += unlink(name);  // expect: unlink call forbidden
  return result;
}
