/* Whether the runtime's table is the one that the library counts on: every slot, from the contract
   and not from the library's own code. Outside the runtime there is nothing to look at. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <sys/auxv.h>

#include "check.h"

struct slot {
  uint64_t flags, mode, resolve, zero;
};

static const uint64_t modes[15] = {0600, 0644, 0666, 0640, 0660, 0664, 0700, 0750,
                                   0755, 0775, 0777, 0400, 0440, 0444, 0};
static const uint64_t bits[7] = {O_EXCL,     O_TRUNC,    O_APPEND, O_DIRECTORY,
                                 O_NOFOLLOW, O_NONBLOCK, O_CLOEXEC};

static struct slot expected(unsigned index) {
  /* BENEATH, NO_MAGICLINKS, NO_XDEV: linux/openat2.h */
  struct slot slot = {.resolve = 0x08 | 0x02 | 0x01};
  unsigned low = index % 512, i;
  for (i = 0; i < 7; i++)
    if (low >> 2 & 1u << i) slot.flags |= bits[i];
  if ((low & 3) == 3) {
    slot.flags &= O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    slot.flags |= O_PATH;
    return slot;
  }
  slot.flags |= (low & 3) | O_NOCTTY;
  if (index >= 512) {
    slot.flags |= O_CREAT;
    slot.mode = modes[index / 512 - 1];
  }
  return slot;
}

int main(void) {
  const struct slot *table = (const void *)getauxval(0x1001);
  unsigned index, wrong = 0;
  if (!table) {
    puts("# no table: outside the runtime");
    return 0;
  }
  check("table is aligned", 0, (int)((uintptr_t)table % (256 << 10)));
  for (index = 0; index < 8192; index++) {
    struct slot want = expected(index);
    if (!memcmp(&want, &table[index], sizeof want)) continue;
    if (wrong++ < 5)
      printf("# slot %u: flags %#llo mode %#llo resolve %#llx\n", index,
             (unsigned long long)table[index].flags, (unsigned long long)table[index].mode,
             (unsigned long long)table[index].resolve);
  }
  check("slots as agreed", 0, (int)wrong);
  return failures > 0;
}
