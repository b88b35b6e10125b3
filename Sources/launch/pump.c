#include "pump.h"

#include <linux/fcntl.h>

#include "report.h"
#include "system.h"

enum { INTERRUPTED = -4, AGAIN = -11, PIECE = 1 << 16, DRAIN_LIMIT = 17 /* 1 MiB, pipe(7) */ };

static char piece[PIECE];

void watch_pumps(const struct pumps *pumps, struct pollfd *waiting) {
  for (uint32_t i = 0; i < pumps->count; i++)
    waiting[i] = (struct pollfd){pumps->pump[i].source, POLLIN, 0};
}

static void stop(struct pump *pump) {
  call1(__NR_close, pump->source);
  call1(__NR_close, pump->target);
  pump->source = -1;
}

// One piece; 0 at the end, or if there is nothing now. A target that takes no more (a full disk)
// ends the pump: the program then gets EPIPE, which is what has happened.
static int copy(struct pump *pump) {
  long count;
  do count = call3(__NR_read, pump->source, piece, PIECE);
  while (count == INTERRUPTED);
  if (count == AGAIN) return 0;
  for (long done = 0; done < count;) {
    long written = call3(__NR_write, pump->target, piece + done, count - done);
    if (written == INTERRUPTED) continue;
    if (is_error(written)) {
      warn("what the program wrote cannot be passed on", written);
      count = 0;
      break;
    }
    done += written;
  }
  if (count > 0) return 1;
  stop(pump);
  return 0;
}

void run_pumps(struct pumps *pumps, const struct pollfd *waiting) {
  for (uint32_t i = 0; i < pumps->count; i++)
    if (pumps->pump[i].source >= 0 && waiting[i].revents != 0) copy(&pumps->pump[i]);
}

void drain_pumps(struct pumps *pumps) {
  for (uint32_t i = 0; i < pumps->count; i++) {
    struct pump *pump = &pumps->pump[i];
    if (pump->source < 0) continue;
    // Somebody else may hold the other end: what is there is taken, and no more is waited for.
    call3(__NR_fcntl, pump->source, F_SETFL, O_NONBLOCK);
    // More than a pipe can hold was written after the end.
    for (int pieces = 0; pieces < DRAIN_LIMIT && copy(pump); pieces++) continue;
  }
}
