#include "keep.h"

#include <linux/fcntl.h>

#include "report.h"
#include "system.h"

void keep_only(const int *kept, uint32_t count) {
  int highest = (int)count;
  for (uint32_t i = 0; i < count; i++)
    if (kept[i] > highest) highest = kept[i];
  // First above everything, so that no move runs over the source of another.
  int lifted[count];
  for (uint32_t i = 0; i < count; i++) {
    lifted[i] = -1;
    if (kept[i] < 0) continue;
    long result = call3(__NR_fcntl, kept[i], F_DUPFD_CLOEXEC, highest + 1);
    if (is_error(result)) fail("no descriptor for the broker", result);
    lifted[i] = (int)result;
  }
  for (uint32_t i = 0; i < count; i++) {
    if (lifted[i] < 0) {
      call1(__NR_close, i);
      continue;
    }
    long result = call3(__NR_dup3, lifted[i], i, O_CLOEXEC);
    if (is_error(result)) fail("the broker's descriptors cannot be arranged", result);
  }
  long result = call3(__NR_close_range, count, UINT32_MAX, 0);
  if (is_error(result)) fail("close_range is missing (Linux 5.9)", result);
}
