// What this configuration does not compile is seen by the lexer alone. flags: -DCHOSEN
#include <fcntl.h>
#include <unistd.h>

#include "inactive.h"

#ifdef CHOSEN
int compiled(const char *name) { return unlink(name); }  // expect: unlink call forbidden
#else
int compiled(const char *name) { return rmdir(name); }  // expect: rmdir inactive forbidden
#endif

#if defined(_WIN32) || !defined(CHOSEN)
#include "nowhere.h" /* open() in a directive's comment */
#define OPEN_IT(path, unlink) open(path, unlink(0)) // expect: open inactive forbidden
static int mkdir(const char *path, int mode) { return mode; }
extern int chown(const char *, int, int);
char *
getcwd (char *, unsigned long);
struct stat status;
int skipped(struct ops *o, const char *name) {
  int link, open = o->open(name) + o.stat(name) + link;
  START_STATEMENT
    unlink(name);                              // expect: unlink inactive forbidden
  /* chdir(name); */
  puts("system(1)");                           // expect: puts inactive noted
  if (mkdir(name, 0)) return (access)(name, 0);
  FILE *copy = fopen("/etc/passwd", "r");      // expect: fopen inactive forbidden
  openat(o->directory, name, 0);
  openat(AT_FDCWD, name, 0);                   // expect: open inactive forbidden
  syscall(SYS_open, name);                     // expect: syscall inactive forbidden
  char **all = environ;                        // expect: environ inactive noted
  return register_function(&chroot) + link;    // expect: chroot inactive forbidden
}
static struct entry table[] = {{"acct", acct}, {.f = truncate}};  // expect: acct inactive forbidden; truncate inactive forbidden
# if 0
int nested(void) { return ::symlink("a", "b") + std::remove("c") + Own::remove("c"); }  // expect: symlink inactive forbidden; remove inactive forbidden
# endif
#endif
