// Finding the parent of a name. Every call that follows gets one component and no more, so that
// nothing is left to walk: what such a component may be is the kernel's own table (fs/namei.c). "."
// and ".." are made by nobody (EEXIST), unlinked by nobody (EISDIR, EINVAL, ENOTEMPTY) and renamed
// by nobody (EBUSY).
#include "place.h"

#include <linux/fcntl.h>

#include "bytes.h"
#include "guards.h"
#include "system.h"

enum {
  NO_ENTRY = -2,
  AGAIN = -11,
  CROSSES = -18,  // EXDEV, openat2(2): out of the directory, or onto another mount
  ATTEMPTS = 64,
};

long open_by_how(int directory, const char *path, const struct open_how *how) {
  long result = AGAIN;
  for (int attempt = 0; attempt < ATTEMPTS && result == AGAIN; attempt++)
    result = call4(__NR_openat2, directory, path, how, sizeof *how);
  return result;
}

long open_path_beneath(int directory, const char *path, unsigned flags) {
  struct open_how how = {
      .flags = O_PATH | O_CLOEXEC | flags,
      .resolve = LEFT_OUT(broker) ? 0 : RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV,
  };
  long result = open_by_how(directory, path, &how);
  return result == CROSSES ? -ENOTCAPABLE : result;
}

long find_place(int directory, char *path, struct place *place) {
  place->parent = directory;
  if (path[0] == 0) return NO_ENTRY;
  if (path[0] == '/' && !LEFT_OUT(broker)) return -ENOTCAPABLE;
  size_t end = strlen(path);
  while (path[end - 1] == '/') end--;
  // One slash says as much as many.
  if (path[end] == '/') path[end + 1] = 0;
  size_t start = end;
  while (start > 0 && path[start - 1] != '/') start--;
  place->name = path + start;
  if (start == 0) return 0;
  path[start - 1] = 0;
  long parent = open_path_beneath(directory, path, O_DIRECTORY);
  if (is_error(parent)) return parent;
  place->parent = (int)parent;
  return 0;
}

void leave_place(int directory, const struct place *place) {
  if (place->parent != directory) call1(__NR_close, place->parent);
}
