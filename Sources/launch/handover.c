// unix(7), SCM_RIGHTS. The program closes its own copy only after the broker has said that it has
// the listener, and nothing of the program runs before: with a copy it could answer its own calls.
#include "handover.h"

#include <linux/net.h>
#include <linux/uio.h>

#include "bytes.h"
#include "report.h"
#include "system.h"

enum {
  SOCKET_LEVEL = 1,  // SOL_SOCKET
  RIGHTS = 1,        // SCM_RIGHTS, include/linux/socket.h
  CLOSE_ON_EXEC = 0x40000000,  // MSG_CMSG_CLOEXEC
  INTERRUPTED = -4,
};

// struct msghdr and cmsghdr as the kernel takes them (include/linux/socket.h); the exported headers
// leave them to the C library.
struct message {
  void *name;
  int name_length;
  struct iovec *parts;
  unsigned long part_count;
  void *control;
  unsigned long control_length;
  unsigned flags;
};

struct control {
  unsigned long length;
  int level;
  int kind;
  int descriptor;
  int padding;
};

static const unsigned long control_length = sizeof(struct control) - sizeof(int);

void hand_over_listener(int broker, int listener, const struct handover *handover) {
  struct iovec part = {(void *)handover, sizeof *handover};
  struct control control = {control_length, SOCKET_LEVEL, RIGHTS, listener, 0};
  struct message message = {
      .parts = &part, .part_count = 1, .control = &control, .control_length = sizeof control};
  long result = call3(__NR_sendmsg, broker, &message, 0);
  if (result != sizeof *handover) fail("the filter's listener cannot be handed to the broker", result);
  call1(__NR_close, listener);
  char byte;
  result = call3(__NR_read, broker, &byte, 1);
  if (result != 1) fail("the broker did not take the filter's listener", result);
  call1(__NR_close, broker);
}

int receive_listener(int socket, struct handover *handover) {
  struct iovec part = {handover, sizeof *handover};
  struct control control = {0};
  struct message message = {
      .parts = &part, .part_count = 1, .control = &control, .control_length = sizeof control};
  long result;
  do result = call3(__NR_recvmsg, socket, &message, CLOSE_ON_EXEC);
  while (result == INTERRUPTED);
  if (result == 0) return -1;
  if (result != sizeof *handover || control.length != control_length || control.level != SOCKET_LEVEL ||
      control.kind != RIGHTS)
    fail("the broker did not get the filter's listener", is_error(result) ? result : 0);
  return control.descriptor;
}

void acknowledge_listener(int socket) {
  char byte = 'A';
  long result = call3(__NR_write, socket, &byte, 1);
  if (result != 1) fail("the broker cannot reach the program", result);
}
