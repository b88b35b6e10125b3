#include <fcntl.h>

int unbalanced(const char *name) {
  return open(name, 0);
}
#endif
