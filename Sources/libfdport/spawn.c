// Asking for a granted program, request.h.
#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#include "fdport.h"
#include "request.h"

// A message as it is put together.
struct draft {
  char bytes[FDPORT_REQUEST_SIZE];
  size_t size;
  int sent[1 + FDPORT_REQUEST_HANDED];
  size_t sent_count;
};

static int add(struct draft *draft, const void *bytes, size_t size) {
  if (size > sizeof draft->bytes - draft->size) {
    errno = E2BIG;
    return -1;
  }
  memcpy(draft->bytes + draft->size, bytes, size);
  draft->size += size;
  return 0;
}

static int write_request(struct draft *draft, const char *const *arguments,
                         const struct fdport_handed *handed, size_t handed_count) {
  struct fdport_request request = {FDPORT_REQUEST_VERSION, 0, (uint32_t)handed_count};
  while (arguments != NULL && arguments[request.argument_count] != NULL) request.argument_count++;
  if (request.argument_count > FDPORT_REQUEST_ARGUMENTS || handed_count > FDPORT_REQUEST_HANDED) {
    errno = E2BIG;
    return -1;
  }
  if (add(draft, &request, sizeof request) != 0) return -1;
  for (size_t i = 0; i < handed_count; i++) {
    struct fdport_handed_word word = {(uint32_t)handed[i].number, handed[i].directory != NULL};
    if (add(draft, &word, sizeof word) != 0) return -1;
    if (!word.is_named) draft->sent[draft->sent_count++] = handed[i].descriptor;
  }
  for (uint32_t i = 0; i < request.argument_count; i++)
    if (add(draft, arguments[i], strlen(arguments[i]) + 1) != 0) return -1;
  for (size_t i = 0; i < handed_count; i++) {
    const char *name = handed[i].directory;
    if (name != NULL && add(draft, name, strlen(name) + 1) != 0) return -1;
  }
  return 0;
}

static int send_request(int program, struct draft *draft) {
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(sizeof draft->sent)];
  } control = {0};
  size_t size = draft->sent_count * sizeof(int);
  struct iovec part = {draft->bytes, draft->size};
  struct msghdr message = {0};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = &control;
  message.msg_controllen = CMSG_SPACE(size);
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(size);
  memcpy(CMSG_DATA(header), draft->sent, size);
  ssize_t result;
  do result = sendmsg(program, &message, MSG_NOSIGNAL);
  while (result < 0 && errno == EINTR);
  return result < 0 ? -1 : 0;
}

static int receive_answer(int socket, struct fdport_child *child) {
  struct fdport_answer answer = {EIO};
  union {
    struct cmsghdr header;
    char bytes[CMSG_SPACE(2 * sizeof(int))];
  } control = {0};
  struct iovec part = {&answer, sizeof answer};
  struct msghdr message = {0};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = &control;
  message.msg_controllen = sizeof control;
  ssize_t result;
  do result = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
  while (result < 0 && errno == EINTR);
  if (result < 0) return -1;
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  int has_pipes = header != NULL && header->cmsg_type == SCM_RIGHTS &&
                  header->cmsg_len == CMSG_LEN(2 * sizeof(int));
  if (result != sizeof answer || answer.error != 0 || !has_pipes) {
    errno = result == sizeof answer && answer.error != 0 ? (int)answer.error
            : message.msg_flags & MSG_CTRUNC             ? EMFILE
                                                         : EIO;
    return -1;
  }
  int pipes[2];
  memcpy(pipes, CMSG_DATA(header), sizeof pipes);
  *child = (struct fdport_child){pipes[0], pipes[1]};
  return 0;
}

// One is far smaller than what a pipe takes and gives at once, pipe(7).
static int read_event(int events, struct fdport_event *event) {
  ssize_t result;
  do result = read(events, event, sizeof *event);
  while (result < 0 && errno == EINTR);
  if (result == sizeof *event) return 0;
  if (result >= 0) errno = EIO;
  return -1;
}

static int begin(int program, struct draft *draft, struct fdport_child *child) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return -1;
  draft->sent[0] = ends[1];
  int result = send_request(program, draft);
  int error = errno;
  // Now the other side alone holds it: if that ends, waiting does.
  close(ends[1]);
  if (result == 0) {
    result = receive_answer(ends[0], child);
    error = errno;
  }
  close(ends[0]);
  errno = error;
  return result;
}

int fdport_spawn(int program, const char *const *arguments, const struct fdport_handed *handed,
                 size_t handed_count, struct fdport_child *child) {
  *child = (struct fdport_child){-1, -1};
  // Too large for the stacks of some C libraries' threads.
  struct draft *draft = malloc(sizeof *draft);
  if (draft == NULL) return -1;
  draft->size = 0;
  draft->sent_count = 1;
  int result = write_request(draft, arguments, handed, handed_count);
  if (result == 0) result = begin(program, draft, child);
  free(draft);
  if (result != 0) return -1;
  struct fdport_event event;
  result = read_event(child->events, &event);
  if (result == 0 && event.kind == FDPORT_EVENT_STARTED) return 0;
  int error = result != 0 ? errno : event.kind == FDPORT_EVENT_FAILED ? (int)event.value : EIO;
  fdport_end(child);
  errno = error;
  return -1;
}

int fdport_signal(const struct fdport_child *child, int signal) {
  if (signal < 1 || signal > 64) {
    errno = EINVAL;
    return -1;
  }
  // The spawner reads as long as `events` is open. If it is gone itself, a write would raise SIGPIPE.
  struct pollfd state = {child->signals, POLLOUT, 0};
  if (poll(&state, 1, -1) < 0) return -1;
  if (state.revents & (POLLERR | POLLNVAL)) {
    errno = EPIPE;
    return -1;
  }
  unsigned char byte = (unsigned char)signal;
  return write(child->signals, &byte, 1) == 1 ? 0 : -1;
}

int fdport_wait(struct fdport_child *child, int *status) {
  struct fdport_event event;
  if (read_event(child->events, &event) != 0) return -1;
  fdport_end(child);
  *status = (int)event.value;
  return 0;
}

void fdport_end(struct fdport_child *child) {
  if (child->events >= 0) close(child->events);
  if (child->signals >= 0) close(child->signals);
  *child = (struct fdport_child){-1, -1};
}
