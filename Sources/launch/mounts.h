// Read-only directories as read-only mounts, where user namespaces can be had.
#pragma once

#include "plan.h"

// Which grants are such mounts, by their place in the plan.
struct mounts {
  unsigned char is_read_only[PLAN_GRANT_LIMIT];
  int all;  // no directory that is granted for reading alone is left without one
};

// Puts a detached read-only copy of its mount in the place of every staged directory that is granted
// for reading alone. Before Landlock, which forbids it.
void mount_read_only(struct mounts *mounts, const struct plan *plan);
