// Whether a signal waits for a thread that waits for the broker. Once the broker has a call, only death
// takes it away again (SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV): a call that lasts must be looked after.
#pragma once

#include <stdint.h>

enum signal_state {
  NO_SIGNAL,
  SIGNAL_FOR_THREAD,   // nobody else will take it: the kernel delivers it as soon as the call ends
  SIGNAL_FOR_PROCESS,  // another thread may take it
};

// By /proc/THREAD/status, proc(5). NO_SIGNAL where there is no /proc (-1), or where it knows the number
// as somebody else's.
enum signal_state look_for_signal(int processes, uint32_t thread, uint32_t process);
