// The stack as the kernel would have made it: sized by RLIMIT_STACK, a gap below it, strings at the
// top, then the vectors (x86-64 psABI, figure 3.9).
#include "stack.h"

#include <linux/auxvec.h>
#include <linux/mman.h>
#include <linux/resource.h>

#include "bytes.h"
#include "report.h"
#include "system.h"

enum {
  GAP = 256 * PAGE,  // the kernel's stack_guard_gap: a large frame must not jump over it
  STACK_FLOOR = 256 << 10,
  STACK_STANDARD = 8 << 20,  // where the limit is "unlimited"
  STACK_CEILING = 1 << 30,
  AUXILIARY_LIMIT = 32,
};

// In the kernel's order of types, not that it matters; an entry the kernel did not give is left out.
static const uint8_t inherited[] = {
    AT_HWCAP, AT_HWCAP2, AT_PAGESZ, AT_CLKTCK, AT_SYSINFO_EHDR, AT_MINSIGSTKSZ,
    AT_UID,   AT_EUID,   AT_GID,    AT_EGID,   AT_SECURE,
    27 /* AT_RSEQ_FEATURE_SIZE, Linux 6.3 */, 28 /* AT_RSEQ_ALIGN, Linux 6.3 */,
};

struct vector {
  uint64_t words[2 * AUXILIARY_LIMIT];
  uint32_t count;
};

static void add(struct vector *vector, uint64_t type, uint64_t value) {
  if (vector->count + 2 > 2 * AUXILIARY_LIMIT) fail("the auxiliary vector is full", 0);
  vector->words[vector->count++] = type;
  vector->words[vector->count++] = value;
}

static uint64_t stack_size(void) {
  struct rlimit64 limit;
  long result = call4(__NR_prlimit64, 0, RLIMIT_STACK, 0, &limit);
  if (is_error(result)) fail("cannot read RLIMIT_STACK", result);
  uint64_t size = limit.rlim_cur == ~0ULL ? STACK_STANDARD : page_down(limit.rlim_cur);
  if (size < STACK_FLOOR) size = STACK_FLOOR;
  return size > STACK_CEILING ? STACK_CEILING : size;
}

static uint64_t map_stack(uint64_t size, int is_executable) {
  long start = call6(__NR_mmap, 0, size + GAP, PROT_NONE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
  if (is_error(start)) fail("no memory for the stack", start);
  long rights = PROT_READ | PROT_WRITE | (is_executable ? PROT_EXEC : 0);
  long result = call3(__NR_mprotect, start + GAP, size, rights);
  if (is_error(result)) fail("cannot make the stack writable", result);
  return (uint64_t)start + GAP + size;
}

static uint64_t push(uint64_t top, const void *bytes, uint64_t size) {
  memcpy((void *)(top - size), bytes, size);
  return top - size;
}

static uint64_t push_string(uint64_t top, const char *string) {
  return push(top, string, strlen(string) + 1);
}

// The one variable that only we can know, sd_listen_fds(3).
static uint64_t push_own_process(uint64_t top) {
  char text[32] = "LISTEN_PID=";
  size_t start = strlen(text), end = start;
  uint32_t process = (uint32_t)call0(__NR_getpid);
  for (uint32_t rest = process; end == start || rest > 0; rest /= 10) end++;
  text[end] = 0;
  for (size_t at = end; at > start; process /= 10) text[--at] = (char)('0' + process % 10);
  return push_string(top, text);
}

static void add_entries(struct vector *vector, const struct image *image,
                        const struct origin *origin, const struct plan *plan,
                        uint64_t table) {
  for (uint32_t i = 0; i < sizeof inherited; i++)
    if (origin->present >> inherited[i] & 1)
      add(vector, inherited[i], origin->values[inherited[i]]);
  add(vector, AT_PHDR, image->headers);
  add(vector, AT_PHENT, sizeof(Elf64_Phdr));
  add(vector, AT_PHNUM, image->header.e_phnum);
  add(vector, AT_BASE, 0);
  add(vector, AT_FLAGS, 0);
  add(vector, AT_ENTRY, image->entry);
  add(vector, AT_FDPORT_TABLE, table);
  if (plan->header->argument >= 0)
    add(vector, AT_FDPORT_ARGUMENT, (uint64_t)plan->header->argument);
  if (plan->header->directory >= 0)
    add(vector, AT_FDPORT_DIRECTORY, (uint64_t)plan->header->directory);
  if (tells_denials(plan)) add(vector, AT_FDPORT_REPORTS, 1);
}

// Writes one pointer for each of `count` strings and the 0 behind them.
static uint64_t *write_pointers(uint64_t *to, uint64_t string, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    *to++ = string;
    string = (uint64_t)next_string((const char *)string);
  }
  *to++ = 0;
  return to;
}

void build_stack(struct program_stack *stack, const struct plan *plan, const struct image *image,
                 const struct origin *origin, uint64_t table) {
  const struct plan_header *header = plan->header;
  uint64_t size = stack_size();
  int tells_process = (header->flags & PLAN_LISTEN_PID) != 0;
  uint32_t environment_count = header->environment_count + (tells_process ? 1 : 0);
  uint64_t pointers = (uint64_t)header->argument_count + environment_count + 3;
  // execve(2): arguments and environment may take a quarter of the stack.
  if (header->strings_size + pointers * sizeof(uint64_t) > size / 4)
    fail("arguments and environment are larger than a quarter of the stack", 0);

  struct vector vector = {.count = 0};
  uint64_t top = map_stack(size, image->stack_is_executable) - sizeof(uint64_t);
  top = push_string(top, plan->name);
  add(&vector, AT_EXECFN, top);
  if (origin->present >> AT_PLATFORM & 1) {
    top = push_string(top, (const char *)origin->values[AT_PLATFORM]);
    add(&vector, AT_PLATFORM, top);
  }
  uint64_t end = (uint64_t)plan->name + header->strings_size;
  stack->environment_end = top;
  // Behind the other variables, to which the strings must be adjacent.
  if (tells_process) top = push_own_process(top);
  top = push(top, plan->environment, end - (uint64_t)plan->environment);
  stack->environment_start = stack->arguments_end = top;
  top = push(top, plan->arguments, (uint64_t)plan->environment - (uint64_t)plan->arguments);
  stack->arguments_start = top;

  top = (top - 16) & ~15UL;
  long result = call3(__NR_getrandom, top, 16, 0);
  if (result != 16) fail("no random bytes for the program", result);
  add(&vector, AT_RANDOM, top);
  add_entries(&vector, image, origin, plan, table);
  add(&vector, AT_NULL, 0);

  top = (top - (pointers + vector.count) * sizeof(uint64_t)) & ~15UL;
  stack->pointer = top;
  uint64_t *word = (uint64_t *)top;
  *word++ = header->argument_count;
  word = write_pointers(word, stack->arguments_start, header->argument_count);
  word = write_pointers(word, stack->environment_start, environment_count);
  memcpy(word, vector.words, vector.count * sizeof(uint64_t));
}
