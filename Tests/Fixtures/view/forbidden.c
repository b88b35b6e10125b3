/* Each line with an `error:` comment must be refused by the view's headers, and no other line. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

extern int take(int, int);

int calls(const char *name, int flag)
{
  FILE *stream = fopen(name, "r"); /* error: fopen */
  if (flag &&
      open(name, O_RDONLY) >= 0) /* error: open */
    return 1;
  take(flag,
       access(name, R_OK)); /* error: access */
  flag = flag
    ? rmdir(name) /* error: rmdir */
    : rename(name, "other"); /* error: rename */
  return stream == NULL || system("true"); /* error: system */
}

int (*addresses(void))(const char *, int, ...)
{
  static int (*const table[])(const char *) = {
    remove, /* error: remove */
    unlink, /* error: unlink */
  };
  (void)table;
  return open; /* error: open */
}

int ambient_directory(void)
{
  return openat(AT_FDCWD, "name", O_RDONLY); /* error: AT_FDCWD */
}

int parenthesised(const char *name)
{
  struct stat status;
  return (stat)(name, &status); /* error: stat */
}
