// Whether the stack is almost used up. CPython counts calls, and what takes much of the stack a call outruns the
// count where a program lifts the limit; built with USE_STACKCHECK it asks this function at every 64th.
#define _GNU_SOURCE
#include <Python.h>
#include <pthread.h>
#include <stdint.h>
#include <sys/resource.h>
#include <unistd.h>

// What 64 calls take, of whatever C function they go through, and what is done about it. A sort within its own key
// takes most, about 6 KiB a call.
#define MARGIN ((size_t)1 << 20)
// To make the exception takes calls as well, which are not to end in another one.
#define LEEWAY ((size_t)64 << 10)
#define USUAL_SIZE ((size_t)8 << 20)

// Where the margin of this thread's stack begins, and below which address the next exception is due.
static _Thread_local uintptr_t end, next;

static uintptr_t main_stack_end(uintptr_t here) {
  struct rlimit limit;
  size_t size = USUAL_SIZE;
  if (getrlimit(RLIMIT_STACK, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
    size = limit.rlim_cur;
  // The first question comes at the 64th call at the latest, so that little of it is used yet.
  return size < here ? here - size : 0;
}

static uintptr_t thread_stack_end(void) {
  pthread_attr_t attributes;
  void *lowest = NULL;
  size_t size = 0;
  if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 0;
  pthread_attr_getstack(&attributes, &lowest, &size);
  pthread_attr_destroy(&attributes);
  return (uintptr_t)lowest;
}

int PyOS_CheckStack(void) {
  const uintptr_t here = (uintptr_t)__builtin_frame_address(0);
  if (end == 0) {
    const uintptr_t lowest = gettid() == getpid() ? main_stack_end(here) : thread_stack_end();
    // A stack that is small by choice, as threading.stack_size() lets one choose, is not all margin.
    end = lowest + (here - lowest > 4 * MARGIN ? MARGIN : (here - lowest) / 4);
  }
  if (here >= end) next = end;
  if (here >= next) return 0;
  next = here - LEEWAY;
  return 1;
}
