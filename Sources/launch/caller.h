// The thread that waits for the broker's answer: its descriptors and its memory.
#pragma once

#include <linux/seccomp.h>
#include <stdint.h>

#include "hand.h"

enum { PATH_LIMIT = 4096 };  // PATH_MAX, with the zero byte

// One call that waits, and what the broker took of its caller.
struct caller {
  int listener;
  int thread;        // a descriptor of the thread; -1 before the first call
  uint32_t thread_id;
  struct hand hand;  // if there is one its descriptors are taken, which are the caller's
  int processes;     // /proc, or -1
  int is_free;       // nothing is enforced: it may be a program that cannot be looked into
  struct seccomp_notif notification;
};

// Everything below is a result or a negative errno. REQUEST_GONE: the caller does not wait any more, be
// it dead or interrupted, and nothing may be done for it.
// REQUEST_ANSWERED: it has got its answer. REQUEST_WAITS: waits.h keeps it.
enum { REQUEST_GONE = -4096, REQUEST_ANSWERED = -4097, REQUEST_WAITS = -4098 };

// Whether the thread with this id is still the one that waits: ids are used again.
int is_waiting(const struct caller *caller);

// A descriptor of ours for the same open file as the caller's `number`.
long take_descriptor(struct caller *caller, uint64_t number);

// Copies a path of the caller's with its zero byte.
long copy_path(struct caller *caller, uint64_t address, char path[PATH_LIMIT]);

// Copies exactly `size` bytes.
long copy_bytes(struct caller *caller, uint64_t address, void *to, uint64_t size);

// Copies exactly `size` bytes, at most two pages, to where the caller wants them.
long paste_bytes(struct caller *caller, uint64_t address, const void *from, uint64_t size);

// Ends the wait with a result or a negative errno.
void answer_caller(const struct caller *caller, long result);
