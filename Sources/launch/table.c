// seccomp cannot read a struct open_how, but it can compare the pointer to it. So every legal one
// stands in this table, and the table can be changed by nobody: not through this mapping (read-only
// and mseal'd, mseal(2)), not through another (the memfd is sealed against writing, fcntl(2)
// F_SEAL_WRITE), not by /proc/self/mem, which writes to read-only private pages but not to
// shared ones.
#include "table.h"

#include <linux/fcntl.h>
#include <linux/mman.h>
#include <linux/openat2.h>

#include "guards.h"
#include "report.h"
#include "sealable.h"
#include "system.h"

static const uint16_t modes[15] = {0600, 0644, 0666, 0640, 0660, 0664, 0700, 0750,
                                   0755, 0775, 0777, 0400, 0440, 0444, 0000};

static const uint32_t accesses[4] = {O_RDONLY, O_WRONLY, O_RDWR, O_PATH};

static const uint32_t flags[7] = {O_EXCL,     O_TRUNC,    O_APPEND,  O_DIRECTORY,
                                  O_NOFOLLOW, O_NONBLOCK, O_CLOEXEC};

static const char SHARED_MAP_PIECE[] =
    "a shared read-only map of a write-sealed memfd (Linux 6.7)";
static const char MSEAL_PIECE[] = "mseal (Linux 6.10)";

enum { OPENS = 512 };  // 4 accesses, 7 flags

// Runtime ABI 1: slot = (access | flags << 2), and 512 + 512 * mode + that for O_CREAT.
struct open_how slot_of_table(uint32_t index) {
  int creates = index >= OPENS;
  uint32_t open = index % OPENS;
  uint64_t value = accesses[open & 3];
  for (int bit = 0; bit < 7; bit++)
    if (open >> (2 + bit) & 1) value |= flags[bit];
  int is_path = (open & 3) == 3;
  // openat2(2): O_PATH together with any flag but these three is EINVAL.
  if (is_path) value &= O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
  struct open_how how = {
      .flags = value | (is_path ? 0 : O_NOCTTY) | (creates && !is_path ? O_CREAT : 0),
      .mode = creates && !is_path ? modes[index / OPENS - 1] : 0,
      // NO_XDEV: what is mounted beneath a grant, /proc above all, was not granted with it.
      .resolve = LEFT_OUT(openat2) ? 0 : RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV,
  };
  return how;
}

static void fill(long memory) {
  // One page at a time on the stack: no second copy of the table is ever mapped.
  struct {
    struct open_how how;
    uint64_t empty;
  } page[PAGE / TABLE_SLOT_SIZE];
  _Static_assert(sizeof page == PAGE, "a slot is 32 bytes");
  enum { PER_PAGE = PAGE / TABLE_SLOT_SIZE };
  for (uint32_t first = 0; first < TABLE_SLOTS; first += PER_PAGE) {
    for (uint32_t i = 0; i < PER_PAGE; i++) {
      page[i].how = slot_of_table(first + i);
      page[i].empty = 0;
    }
    long result = call3(__NR_write, memory, page, sizeof page);
    if (result != sizeof page) fail("cannot fill the sealed table", result);
  }
}

static uint64_t aligned_space(void) {
  long space = call6(__NR_mmap, 0, 2L * TABLE_SIZE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (is_error(space)) fail("no memory for the sealed table", space);
  uint64_t low = (uint64_t)space;
  uint64_t address = (low + TABLE_SIZE - 1) & ~(uint64_t)(TABLE_SIZE - 1);
  if (address > low) call2(__NR_munmap, low, address - low);
  uint64_t rest = low + 2UL * TABLE_SIZE - (address + TABLE_SIZE);
  if (rest > 0) call2(__NR_munmap, address + TABLE_SIZE, rest);
  return address;
}

// The kernel's answer to a piece that it may lack: null, and the result is as it should be.
static const char *seal(struct table *table, long memory) {
  long result = call6(__NR_mmap, table->address, TABLE_SIZE,
                      LEFT_OUT(seal) ? PROT_READ | PROT_WRITE : PROT_READ, MAP_SHARED | MAP_FIXED,
                      memory, 0);
  if (is_error(result)) return SHARED_MAP_PIECE;
  result = LEFT_OUT(mseal) ? 0 : call3(__NR_mseal, table->address, TABLE_SIZE, 0);
  return is_error(result) ? MSEAL_PIECE : 0;
}

void seal_table(struct table *table, int is_trusted) {
  long memory = make_sealable_memory("fdport-table");
  fill(memory);
  long result = call3(__NR_fcntl, memory, F_ADD_SEALS,
                      (LEFT_OUT(seal) ? 0 : F_SEAL_WRITE) | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL);
  if (is_error(result)) fail("the table's memory cannot be sealed", result);
  table->address = aligned_space();
  table->missing = is_trusted ? seal(table, memory) : 0;
  if (!is_trusted || table->missing != 0) {
    // The program can change this one and unmap it: only the places of its slots count.
    result = call6(__NR_mmap, table->address, TABLE_SIZE, PROT_READ, MAP_PRIVATE | MAP_FIXED, memory, 0);
    if (is_error(result)) fail("the table cannot be mapped", result);
  }
  call1(__NR_close, memory);
}
