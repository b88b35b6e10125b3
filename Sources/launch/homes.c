#include "homes.h"

#include <asm/stat.h>

#include "system.h"

enum { HOME_LIMIT = 256, NO_LOCKS = -37 };

static struct home homes[HOME_LIMIT];
static uint32_t home_count;

int is_home(const struct home *home, int file) {
  struct stat status;
  return !is_error(call2(__NR_fstat, file, &status)) && status.st_dev == home->device &&
         status.st_ino == home->file;
}

void forget_home(struct home *home) { *home = homes[--home_count]; }

// Those whose number was given back, or is another file's now.
static long drop_left_homes(struct caller *caller) {
  for (uint32_t i = home_count; i-- > 0;) {
    long file = take_descriptor(caller, (uint64_t)homes[i].number);
    if (file == REQUEST_GONE) return file;
    int is_left = is_error(file) || !is_home(&homes[i], (int)file);
    if (!is_error(file)) call1(__NR_close, file);
    if (is_left) forget_home(&homes[i]);
  }
  return 0;
}

long find_home(struct caller *caller, int file, struct home **home) {
  struct stat status;
  long result = call2(__NR_fstat, file, &status);
  if (is_error(result)) return result;
  for (uint32_t i = 0; i < home_count; i++)
    if (homes[i].device == status.st_dev && homes[i].file == status.st_ino) {
      *home = &homes[i];
      return 0;
    }
  if (home_count == HOME_LIMIT) result = drop_left_homes(caller);
  if (result != 0) return result;
  if (home_count == HOME_LIMIT) return NO_LOCKS;
  *home = &homes[home_count++];
  **home = (struct home){status.st_dev, status.st_ino, (int)caller->notification.data.args[0]};
  return 0;
}
