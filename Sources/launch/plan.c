// Reading the plan. It comes from our own front, but every count is checked: a launcher that
// believes a number is a launcher that can be made to write somewhere.
#include "plan.h"

#include <asm/stat.h>
#include <linux/fcntl.h>
#include <linux/mman.h>

#include "bytes.h"
#include "report.h"
#include "system.h"

const char *next_string(const char *string) { return string + strlen(string) + 1; }

static const char *skip(const char *string, uint32_t count) {
  while (count-- > 0) string = next_string(string);
  return string;
}

static void check_grants(const struct plan *plan) {
  const struct plan_header *header = plan->header;
  for (uint32_t i = 0; i < header->grant_count; i++) {
    const struct plan_grant *grant = &plan->grants[i];
    if (grant->number >= header->base)
      fail("the plan gives a descriptor a number out of range", 0);
    if (grant->staged != header->base + 3 + i)
      fail("the plan's descriptors are not where they should be", 0);
    for (uint32_t other = 0; other < i; other++)
      if (plan->grants[other].number == grant->number)
        fail("the plan gives one number twice", 0);
  }
}

static void check_pumps(const struct plan *plan) {
  uint32_t first = plan->header->base + 3 + plan->header->grant_count;
  for (uint32_t i = 0; i < plan->header->pump_count; i++) {
    const struct plan_pump *pump = &plan->pumps[i];
    if (pump->source != first + 2 * i || pump->target != first + 2 * i + 1)
      fail("the plan's pumps are not where they should be", 0);
  }
}

int changes_names(const struct plan *plan) {
  for (uint32_t i = 0; i < plan->header->grant_count; i++)
    if (plan->grants[i].kind == PLAN_DIRECTORY &&
        plan->grants[i].rights & (PLAN_WRITE | PLAN_CREATE | PLAN_DELETE))
      return 1;
  return 0;
}

static int tells_denials_by(const struct plan_header *header) {
  return (header->flags & (PLAN_DENIALS | PLAN_OPENS | PLAN_LEARN)) != 0;
}

int tells_denials(const struct plan *plan) { return tells_denials_by(plan->header); }

// Whether other processes go on as long as the program does.
static int has_company(const struct plan_header *header) {
  return header->spawner != 0 || header->relay != 0;
}

int needs_broker(const struct plan *plan) {
  return plan->header->pump_count > 0 || changes_names(plan) || tells_denials(plan) ||
         has_company(plan->header);
}

static int behind_pumps(const struct plan *plan) {
  const struct plan_header *header = plan->header;
  return (int)(header->base + 3 + header->grant_count + 2 * header->pump_count);
}

int report_descriptor(const struct plan *plan) {
  return tells_denials(plan) ? behind_pumps(plan) : -1;
}

int alive_descriptor(const struct plan *plan) {
  return has_company(plan->header) ? behind_pumps(plan) + tells_denials(plan) : -1;
}

int asks_for_locks(const struct plan *plan) {
  return !(plan->flags & PLAN_LOCKS) && changes_names(plan);
}

int first_unstaged(const struct plan *plan) {
  return behind_pumps(plan) + tells_denials(plan) + has_company(plan->header);
}

static void find_strings(struct plan *plan, const char *strings) {
  const struct plan_header *header = plan->header;
  uint64_t wanted = 1 + (uint64_t)header->argument_count + header->environment_count +
                    (plan->openings != 0 ? 1 + (uint64_t)header->grant_count : 0);
  uint64_t found = 0;
  for (uint32_t i = 0; i < header->strings_size; i++) found += strings[i] == 0;
  if (found != wanted || strings[header->strings_size - 1] != 0)
    fail("the plan's strings are damaged", 0);
  plan->name = strings;
  plan->arguments = next_string(strings);
  plan->environment = skip(plan->arguments, header->argument_count);
  plan->paths = skip(plan->environment, header->environment_count);
}

// Maps the whole file; its header is at `start`.
static const struct plan_header *map_plan(struct plan *plan, long descriptor, long start) {
  struct stat file;
  long result = call2(__NR_fstat, descriptor, &file);
  if (is_error(result))
    fail("there is no plan on descriptor 3: fdport-launch is started by `fdport run`", 0);
  if (file.st_size < start + (long)sizeof(struct plan_header) || file.st_size > PLAN_SIZE_LIMIT)
    fail("the plan has a wrong size", 0);
  result = call6(__NR_mmap, 0, file.st_size, PROT_READ, MAP_PRIVATE, descriptor, 0);
  if (is_error(result)) fail("cannot map the plan", result);
  call1(__NR_close, descriptor);
  plan->mapping = (uint64_t)result;
  plan->mapping_size = (uint64_t)file.st_size;
  return (const void *)(result + start);
}

void read_plan(struct plan *plan, const char *path) {
  memset(plan, 0, sizeof *plan);
  long descriptor = PLAN_DESCRIPTOR, start = 0;
  if (path != 0) {
    start = PLAN_FILE_START;
    descriptor = call3(__NR_open, path, O_RDONLY | O_CLOEXEC | O_NOCTTY, 0);
    if (is_error(descriptor)) fail("cannot open the plan", descriptor);
  }
  const struct plan_header *header = map_plan(plan, descriptor, start);
  uint64_t size = plan->mapping_size - (uint64_t)start;
  if (header->magic != PLAN_MAGIC || header->version != PLAN_VERSION)
    fail("the plan is not one of this version: fdport and fdport-launch do not match", 0);
  if ((path != 0) != ((header->flags & PLAN_FILE) != 0))
    fail("the plan is of the other kind: one names files, the other comes with descriptors", 0);
  uint64_t grants = (uint64_t)header->grant_count * sizeof(struct plan_grant);
  uint64_t pumps = (uint64_t)header->pump_count * sizeof(struct plan_pump);
  uint64_t openings =
      path != 0 ? (1 + (uint64_t)header->grant_count) * sizeof(struct plan_opening) : 0;
  if (header->size != size || header->grant_count > PLAN_GRANT_LIMIT ||
      header->pump_count > PLAN_PUMP_LIMIT || header->strings_size == 0 ||
      header->base > PLAN_NUMBER_LIMIT ||
      sizeof *header + grants + pumps + openings + header->strings_size != header->size)
    fail("the plan's counts do not fit its size", 0);
  if (path != 0 && (header->pump_count > 0 || header->has_status || tells_denials_by(header) ||
                    has_company(header)))
    fail("a plan in a file has neither pumps nor anybody to tell or to ask", 0);
  plan->header = header;
  plan->flags = header->flags;
  plan->grants = (const void *)(header + 1);
  plan->pumps = (const void *)(plan->grants + header->grant_count);
  const char *rest = (const char *)(plan->pumps + header->pump_count);
  if (path != 0) plan->openings = (const void *)rest;
  check_grants(plan);
  check_pumps(plan);
  find_strings(plan, rest + openings);
}
