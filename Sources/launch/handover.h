// Passing the filter's listener from the program, in which the kernel makes it, to the broker.
#pragma once

#include <stdint.h>

// In the broker: waits for the listener; -1 if the program ended without sending it.
int receive_listener(int socket, uint64_t *bias);

// In the broker: tells the program that its calls are answered from now on.
void acknowledge_listener(int socket);
