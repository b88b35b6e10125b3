#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "names.h"
#ifndef HAVE_STAT
#include <errno.h>
#endif

int
replace(const char *name) {
  const int fd = topen(name, O_RDONLY);
  struct stat status;

  if (fd < 0)
    return -1;
#ifdef HAVE_STAT
  if (stat(name, &status) != 0)
    return -2;
#else
  if (((void)status, errno = ENOSYS, -1) != 0)
    return -2;
#endif
  close(fd);
  return tremove(name) == 0;
}
