// flags: -D_FILE_OFFSET_BITS=64
// The object refers to open64 and stat64; the finding says open and stat.
#include <fcntl.h>
#include <sys/stat.h>

int large(const char *name) {
  struct stat status;
  stat(name, &status);  // expect: stat call forbidden
  return open(name, 0);  // expect: open call forbidden
}
