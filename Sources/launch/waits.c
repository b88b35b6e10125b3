#include "waits.h"

#include <asm/unistd.h>
#include <linux/time.h>

#include "signals.h"
#include "system.h"

enum {
  WAIT_LIMIT = 256,
  NO_LOCKS = -37,
  AGAIN = -11,
  INTERRUPTED = -4,
  // include/linux/errno.h, never seen by a program: the kernel delivers the signal that it has for the
  // thread, and then repeats the call or answers EINTR, as the handler's SA_RESTART says.
  RESTART = -512,
  MILLISECOND = 1000000,
  SECOND = 1000000000,
};

static struct wait {
  struct seccomp_notif notification;
  struct lock lock;
  uint64_t next;  // when it is tried again
  uint32_t tries;
  int saw_signal;
} waits[WAIT_LIMIT];

static uint32_t wait_count;

static uint64_t now(void) {
  struct __kernel_timespec time = {0};
  call2(__NR_clock_gettime, CLOCK_MONOTONIC, &time);
  return (uint64_t)time.tv_sec * SECOND + (uint64_t)time.tv_nsec;
}

// Often at first, 16 times as seldom in the end; more seldom where many wait.
static void put_off(struct wait *wait, uint64_t time) {
  uint32_t doublings = wait->tries++ / 16;
  wait->next = time + ((uint64_t)MILLISECOND << (doublings < 4 ? doublings : 4)) +
               wait_count * (uint64_t)MILLISECOND / 16;
}

long begin_wait(const struct caller *caller, const struct lock *lock) {
  if (wait_count == WAIT_LIMIT) return NO_LOCKS;
  struct wait *wait = &waits[wait_count++];
  *wait = (struct wait){.notification = caller->notification, .lock = *lock};
  put_off(wait, now());
  return REQUEST_WAITS;
}

void hurry_waits(void) {
  for (uint32_t i = 0; i < wait_count; i++) waits[i].next = 0;
}

const struct __kernel_timespec *time_to_wait(struct __kernel_timespec *time) {
  if (wait_count == 0) return 0;
  uint64_t first = UINT64_MAX, time_now = now();
  for (uint32_t i = 0; i < wait_count; i++)
    if (waits[i].next < first) first = waits[i].next;
  uint64_t left = first > time_now ? first - time_now : 0;
  *time = (struct __kernel_timespec){(long)(left / SECOND), (long)(left % SECOND)};
  return time;
}

// What the thread is to be answered; AGAIN: nothing yet.
static long try_wait(struct wait *wait, const struct supervision *program, int processes) {
  long result = try_lock(&wait->lock);
  if (result != AGAIN) return result;
  enum signal_state signal =
      look_for_signal(processes, wait->notification.pid, (uint32_t)program->process_id);
  if (signal == SIGNAL_FOR_THREAD) return RESTART;
  // Perhaps another thread is about to take it.
  if (signal == SIGNAL_FOR_PROCESS && wait->saw_signal++) return INTERRUPTED;
  if (signal == NO_SIGNAL) wait->saw_signal = 0;
  return AGAIN;
}

void try_waits(const struct caller *broker, const struct supervision *program) {
  if (wait_count == 0) return;
  uint64_t time = now();
  for (uint32_t i = wait_count; i-- > 0;) {
    struct wait *wait = &waits[i];
    if (wait->next > time) continue;
    struct caller caller = {.listener = broker->listener, .notification = wait->notification};
    long result = is_waiting(&caller) ? try_wait(wait, program, broker->processes) : REQUEST_GONE;
    if (result == AGAIN) {
      put_off(wait, time);
      continue;
    }
    if (result != REQUEST_GONE) answer_caller(&caller, result);
    call1(__NR_close, wait->lock.file);
    *wait = waits[--wait_count];
  }
}
