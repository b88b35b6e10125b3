// A hand of the broker's among the program's descriptors.
//
// The broker cannot give the program an O_PATH descriptor: SECCOMP_IOCTL_NOTIF_ADDFD answers EBADF. So where it
// serves every open, a second process of ours shares the program's descriptors, but not its memory
// (CLONE_FILES without CLONE_VM), and opens in its place. It knows nothing but the broker's requests,
// which stand in memory that the program does not have. Its descriptors are the program's for as
// long as any thread of it lives, the first one or not, so that the broker takes them from there.
#pragma once

#include <linux/openat2.h>

struct hand {
  int process_id;  // 0: there is none
  int process;     // a descriptor of it
};

// Before the process parts in two: the memory of requests.
void prepare_hand(void);

// In the program, before its filter: starts the hand, gives the memory away and returns its id.
int start_hand(void);

// In the broker.
void take_hand(struct hand *hand, int process_id);

// openat2 among the program's descriptors: the new descriptor's number there, or a negative errno.
long open_by_hand(const struct hand *hand, int directory, const char *path, const struct open_how *how);

// After the program's end.
void dismiss_hand(const struct hand *hand);
