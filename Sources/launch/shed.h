// What the process must not bring along from its caller.
#pragma once

// The standard answer to SIGCHLD, before there are children.
void restore_child_signal(void);

// Capabilities, keyrings, working directory, core dumps, signal state, timers.
void shed_authority(void);

// Whether the process still holds any capability in any of its sets but the bounding one.
int holds_capabilities(void);
