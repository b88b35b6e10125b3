#include "signals.h"

#include <stddef.h>

#include "bytes.h"
#include "processes.h"

enum { STATUS_SIZE = 16 << 10 };

// The number behind "\nNAME:\t", in this base; -1 where the line is missing.
static uint64_t field(const char *status, const char *name, uint32_t base) {
  size_t length = strlen(name);
  for (const char *at = status; *at != 0; at++) {
    size_t same = 0;
    while (same < length && at[same] == name[same]) same++;
    if (same < length) continue;
    uint64_t value = 0;
    for (at += length; *at != 0 && *at != '\n'; at++)
      value = value * base + (uint64_t)(*at <= '9' ? *at - '0' : *at - 'a' + 10);
    return value;
  }
  return UINT64_MAX;
}

enum signal_state look_for_signal(int processes, uint32_t thread, uint32_t process) {
  static char status[STATUS_SIZE];
  if (read_of_thread(processes, thread, "status", status, sizeof status) <= 0) return NO_SIGNAL;
  if (field(status, "\nTgid:\t", 10) != process) return NO_SIGNAL;
  uint64_t own = field(status, "\nSigPnd:\t", 16), shared = field(status, "\nShdPnd:\t", 16);
  uint64_t blocked = field(status, "\nSigBlk:\t", 16);
  if (own & ~blocked) return SIGNAL_FOR_THREAD;
  if (!(shared & ~blocked)) return NO_SIGNAL;
  return field(status, "\nThreads:\t", 10) == 1 ? SIGNAL_FOR_THREAD : SIGNAL_FOR_PROCESS;
}
