// Passing the filter's listener from the program, in which the kernel makes it, to the broker.
#pragma once

#include "filter.h"

// What goes with it.
struct handover {
  struct filter filter;
  uint64_t bias;  // what was added to the addresses in the program's file
  int hand;       // the broker's hand among the program's descriptors, hand.h; or 0
};

// In the program, with the filter in force: hands the listener over and waits until the broker
// serves it, then closes both descriptors.
void hand_over_listener(int broker, int listener, const struct handover *handover);

// In the broker: waits for the listener; -1 if the program ended without sending it.
int receive_listener(int socket, struct handover *handover);

// In the broker: tells the program that its calls are answered from now on.
void acknowledge_listener(int socket);
