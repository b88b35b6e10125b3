// Exactly the granted descriptors: each at its number, and nothing besides.
#include "descriptors.h"

#include "guards.h"
#include "report.h"
#include "system.h"

int program_descriptor(const struct plan *plan) { return (int)plan->header->base + 2; }

// Behind the program, where the first grant was staged.
int broker_descriptor(const struct plan *plan) { return program_descriptor(plan) + 1; }

static void move(uint32_t from, uint32_t to, const char *what) {
  long result = call3(__NR_dup3, from, to, 0);
  if (is_error(result)) fail(what, result);
}

static void close_span(uint32_t first, uint32_t last) {
  if (first > last || LEFT_OUT(launcher)) return;
  // close_range(2), Linux 5.9. A loop up to a limit would miss what lies above it.
  long result = call3(__NR_close_range, first, last, 0);
  if (is_error(result)) fail("close_range is missing (Linux 5.9)", result);
}

void place_descriptors(const struct plan *plan, int broker) {
  const struct plan_header *header = plan->header;
  unsigned char held[PLAN_NUMBER_LIMIT] = {0};
  for (uint32_t i = 0; i < header->grant_count; i++) {
    const struct plan_grant *grant = &plan->grants[i];
    // All staged numbers lie above all final ones, so that no move runs over another's source.
    move(grant->staged, grant->number, "cannot move a granted descriptor to its number");
    held[grant->number] = 1;
  }
  // With a gap here, the first file that the program opens would become its standard error.
  if (!held[0] || !held[1] || !held[2]) fail("the plan leaves 0, 1 or 2 open", 0);
  for (uint32_t number = 0; number < header->base && number < PLAN_NUMBER_LIMIT; number++)
    if (!held[number]) close_span(number, number);
  if (header->base > PLAN_NUMBER_LIMIT) close_span(PLAN_NUMBER_LIMIT, header->base - 1);
  if (!header->has_status) close_span(header->base + 1, header->base + 1);
  uint32_t last = (uint32_t)program_descriptor(plan);
  if (broker >= 0) {
    last = (uint32_t)broker_descriptor(plan);
    move((uint32_t)broker, last, "cannot move the socket to the broker");
  }
  close_span(last + 1, UINT32_MAX);
}
