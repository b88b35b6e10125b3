/* What only looks like a hidden name, or has no need of one: compiles without a word. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct operations {
  int (*open)(const char *);
  int stat;
  struct { int link; } rename;
};

struct open { int access; };

static int chroot_directory(int directory)
{
  struct stat status;
  return fstat(directory, &status) ? -1 : (int)status.st_mode;
}

static int use(struct operations *operations)
{
  struct open open;
  open.access = operations->open("x");
  goto unlink;
unlink:
  return open.access + operations->stat + operations->rename.link;
}

static int kill(int fopen)
{
  int remove = fopen;
  return remove + 1;
}

int main(void)
{
  struct operations operations = { NULL, 0, { 0 } };
  DIR *list = fdopendir(3);
  FILE *stream = fdopen(4, "r");
  (void)list;
  (void)stream;
  printf("%d\n", openat(3, "name", O_RDONLY));
  return chroot_directory(3) + kill(1) + (operations.open ? use(&operations) : errno);
}
