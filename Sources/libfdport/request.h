// What goes over the socket of a granted program (!program), in one message each. All numbers are words of
// 32 bits in the machine's order, as both ends are on one machine.
//
// A request: struct fdport_request, then `handed` times struct fdport_handed_word, then the arguments and the
// names of grants, each with a zero byte behind it; and by SCM_RIGHTS first a socket on which to answer
// (AF_UNIX, SOCK_SEQPACKET), then the descriptors to be handed on, in their order.
//
// An answer: struct fdport_answer; if its error is 0, with two pipes by SCM_RIGHTS: one to read
// struct fdport_event from, one to write signal numbers to, a byte each.
#pragma once

#include <stdint.h>

enum {
  FDPORT_REQUEST_VERSION = 1,
  FDPORT_REQUEST_SIZE = 1 << 16,   // at most, as a whole
  FDPORT_REQUEST_ARGUMENTS = 1024,  // at most
  FDPORT_REQUEST_HANDED = 252,      // at most: SCM_MAX_FD less the socket
};

struct fdport_request {
  uint32_t version;
  uint32_t argument_count;
  uint32_t handed_count;
};

struct fdport_handed_word {
  uint32_t number;    // in the program that is started
  uint32_t is_named;  // 1: a directory, by the name of its grant; 0: a descriptor of the message
};

struct fdport_answer {
  uint32_t error;  // an errno, or 0
};

enum fdport_event_kind {
  FDPORT_EVENT_STARTED = 1,
  FDPORT_EVENT_FAILED = 2,  // it could not be started; `value` is an errno
  FDPORT_EVENT_ENDED = 3,   // `value` is a status as wait(2) gives it
};

struct fdport_event {
  uint32_t kind;
  uint32_t value;
};
