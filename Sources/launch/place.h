// A name to be made or to go: an open directory and one last component.
#pragma once

#include <linux/openat2.h>

struct place {
  int parent;
  const char *name;  // with a trailing slash if the path had one; the kernel decides what it means
};

// Walks `path` beneath `directory` down to its last component, which is not looked at; `path` is
// taken apart, and the name lies in it. 0 or a negative errno; ENOTCAPABLE for a way out.
long find_place(int directory, char *path, struct place *place);

// Gives the parent back, unless it is `directory` itself.
void leave_place(int directory, const struct place *place);

// openat2, again while it says EAGAIN: a rename somewhere raced with a `..` in the path, openat2(2).
// Bounded, as the program itself can rename without end.
long open_by_how(int directory, const char *path, const struct open_how *how);

// openat2 beneath a directory with O_PATH and `flags`: never across a mount, never by a magic link,
// never out. A descriptor or a negative errno.
long open_path_beneath(int directory, const char *path, unsigned flags);
