// Processes and messages that carry descriptors, for the spawner (Sources/Runtime/Spawner.swift). Every
// function returns -errno on failure.
#pragma once

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "../libfdport/request.h"

// SCM_MAX_FD, include/net/scm.h: so many fit into one message, and none is ever cut off.
enum { linuxMessageDescriptors = 253 };

// SOCK_SEQPACKET, and closed on exec.
static inline long linux_packet_pair(int ends[2]) {
  return socketpair(AF_UNIX, 5 | 02000000, 0, ends) < 0 ? -errno : 0;
}

// One message and the descriptors with it, closed on exec. It never waits. EMSGSIZE if bytes were cut off,
// EMFILE if there was no room for all descriptors; those that came are there all the same.
static inline long linux_receive(
    int socket, void *bytes, size_t size, int descriptors[linuxMessageDescriptors], int *count) {
  char control[CMSG_SPACE(sizeof(int) * linuxMessageDescriptors)];
  struct iovec part = {bytes, size};
  struct msghdr message = {.msg_iov = &part,
                           .msg_iovlen = 1,
                           .msg_control = control,
                           .msg_controllen = sizeof control};
  *count = 0;
  long result = recvmsg(socket, &message, MSG_DONTWAIT | 0x40000000 /* MSG_CMSG_CLOEXEC */);
  if (result < 0) return -errno;
  for (struct cmsghdr *part = CMSG_FIRSTHDR(&message); part != NULL; part = CMSG_NXTHDR(&message, part)) {
    if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS) continue;
    int found = (int)((part->cmsg_len - CMSG_LEN(0)) / sizeof(int));
    memcpy(descriptors + *count, CMSG_DATA(part), sizeof(int) * (size_t)found);
    *count += found;
  }
  if (message.msg_flags & MSG_CTRUNC) return -EMFILE;
  return message.msg_flags & MSG_TRUNC ? -EMSGSIZE : result;
}

// It never waits, and nobody's having gone raises a signal.
static inline long linux_send(
    int socket, const void *bytes, size_t size, const int *descriptors, int count) {
  char control[CMSG_SPACE(sizeof(int) * 2)];
  struct iovec part = {(void *)bytes, size};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (count > 2) return -EINVAL;
  if (count > 0) {
    memset(control, 0, sizeof control);
    message.msg_control = control;
    message.msg_controllen = CMSG_SPACE(sizeof(int) * (size_t)count);
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int) * (size_t)count);
    memcpy(CMSG_DATA(header), descriptors, sizeof(int) * (size_t)count);
  }
  long result = sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
  return result < 0 ? -errno : result;
}

// Whether it is a connected local socket for packets: one with a peer.
static inline int linux_is_packet_socket(int descriptor) {
  int type = 0, family = 0;
  socklen_t size = sizeof type;
  struct sockaddr_storage peer;
  socklen_t peer_size = sizeof peer;
  return getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == 5 &&
         getsockopt(descriptor, SOL_SOCKET, SO_DOMAIN, &family, &size) == 0 && family == AF_UNIX &&
         getpeername(descriptor, (struct sockaddr *)&peer, &peer_size) == 0;
}

// A second process of this program. For a process with one thread only: another one's locks would stay
// locked in it for ever.
static inline long linux_fork(void) {
  pid_t child = fork();
  return child < 0 ? -errno : child;
}

// It dies with `parent`, prctl(2), which may be dead already.
static inline long linux_tie_to_parent(pid_t parent) {
  if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) < 0) return -errno;
  return getppid() == parent ? 0 : -ESRCH;
}

// Whose children lose their parent becomes ours, PR_SET_CHILD_SUBREAPER.
static inline long linux_adopt_orphans(void) {
  return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) < 0 ? -errno : 0;
}

// Readable when a child has ended, signalfd(2): SIGCHLD comes by it alone.
static inline long linux_child_signals(void) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  if (sigprocmask(SIG_BLOCK, &set, NULL) < 0) return -errno;
  int result = signalfd(-1, &set, 02000000 | 04000 /* SFD_CLOEXEC, SFD_NONBLOCK */);
  return result < 0 ? -errno : result;
}

// What ps shows, PR_SET_NAME.
static inline void linux_name_process(const char *name) { prctl(PR_SET_NAME, name, 0, 0, 0); }

static inline long linux_close_from(unsigned lowest) {
  return syscall(SYS_close_range, lowest, ~0U, 0) < 0 ? -errno : 0;
}
