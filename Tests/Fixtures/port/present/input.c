#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "names.h"

int
replace(const char *name) {
  const int fd = topen(name, O_RDONLY);
  struct stat status;

  if (fd < 0)
    return -1;
  if (stat(name, &status) != 0)
    return -2;
  close(fd);
  return tremove(name) == 0;
}
