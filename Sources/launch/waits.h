// Threads that wait for a lock: the broker tries again from time to time, as it must not wait itself.
#pragma once

#include <linux/time_types.h>

#include "locks.h"
#include "supervise.h"

// Takes the lock's file over. REQUEST_WAITS, or ENOLCK if too many wait.
long begin_wait(const struct caller *caller, const struct lock *lock);

// All are tried again at once.
void hurry_waits(void);

// Until the next one is to be tried; null if nobody waits.
const struct __kernel_timespec *time_to_wait(struct __kernel_timespec *time);

// Tries those whose time has come, and answers.
void try_waits(const struct caller *broker, const struct supervision *program);
