// Sockets: none is made but a pair, none is bound, connected or addressed.
#define _GNU_SOURCE
#include "probe.h"

#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>

static int pair[2] = {-1, -1};

// Outside, where a pair would be in the way, a socket of its own.
static int any_socket(int kind) {
  return probe_is_control ? (int)raw(SYS_socket, AF_UNIX, kind, 0) : pair[0];
}

static const struct sockaddr_un address = {AF_UNIX, "\0fdport-probe-name"};
enum { ADDRESS_SIZE = offsetof(struct sockaddr_un, sun_path) + 18 };

static long bind_and(long (*act)(int)) {
  int server = any_socket(SOCK_STREAM);
  if (probe_is_control && raw(SYS_bind, server, &address, ADDRESS_SIZE) < 0) return -1;
  return act(server);
}

static long listen_on(int server) { return raw(SYS_listen, server, 1); }

static long connect_to(int server) {
  if (probe_is_control) raw(SYS_listen, server, 1);
  return raw(SYS_connect, any_socket(SOCK_STREAM), &address, ADDRESS_SIZE);
}

// Row 7: a datagram pair reaches any socket by its path or name.
static long datagram_to_name(void) {
  int ends[2];
  if (raw(SYS_socketpair, AF_UNIX, SOCK_DGRAM, 0, ends) < 0) return -1;
  int server = any_socket(SOCK_DGRAM);
  if (raw(SYS_bind, server, &address, ADDRESS_SIZE) < 0) return -1;
  return raw(SYS_sendto, ends[0], "x", 1, 0, &address, ADDRESS_SIZE);
}

static long send_to_name(void) {
  int server = any_socket(SOCK_DGRAM);
  if (probe_is_control) raw(SYS_bind, server, &address, ADDRESS_SIZE);
  return raw(SYS_sendto, any_socket(SOCK_DGRAM), "x", 1, 0, &address, ADDRESS_SIZE);
}

static long send_many(void) {
  struct {
    struct msghdr header;
    unsigned length;
  } messages[1];
  memset(messages, 0, sizeof messages);
  return raw(SYS_sendmmsg, pair[0], messages, 1, 0);
}

static long message(unsigned flags) {
  struct iovec part = {"x", 1};
  struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1};
  return raw(SYS_sendmsg, pair[0], &header, flags);
}

static long option(long call, int name, unsigned size) {
  char value[256] = {1};
  return call == SYS_getsockopt ? raw(call, pair[0], SOL_SOCKET, name, value, &size)
                                : raw(call, pair[0], SOL_SOCKET, name, value, size);
}

// unix(7), Linux 6.5: a descriptor of the process at the other end.
static long peer_process(void) {
  int process = -1;
  unsigned size = sizeof process;
  long result = raw(SYS_getsockopt, pair[0], SOL_SOCKET, 77 /* SO_PEERPIDFD */, &process, &size);
  return result < 0 ? result : opened(process);
}

static long made(int domain, int kind, int protocol) {
  return opened(raw(SYS_socket, domain, kind, protocol));
}

void probe_sockets(void) {
  raw(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, pair);
  TRY("object/socket-inet", BY_FILTER, "socket, TCP", made(AF_INET, SOCK_STREAM, 0));
  TRY("object/socket-inet6", BY_FILTER, "socket, TCP over IPv6", made(AF_INET6, SOCK_STREAM, 0));
  TRY("object/socket-datagram", BY_FILTER, "socket, UDP", made(AF_INET, SOCK_DGRAM, 0));
  TRY("object/socket-raw", BY_FILTER, "socket, ICMP by raw packets", made(AF_INET, SOCK_RAW, 1));
  TRY("object/socket-packet", BY_FILTER, "socket, whole frames", made(AF_PACKET, SOCK_RAW, 0));
  TRY("object/socket-unix", BY_FILTER, "socket, a local stream", made(AF_UNIX, SOCK_STREAM, 0));
  TRY("object/socket-unix-datagram", BY_FILTER, "socket, local datagrams", made(AF_UNIX, SOCK_DGRAM, 0));
  TRY("object/socket-netlink", BY_FILTER, "socket, the kernel's own", made(AF_NETLINK, SOCK_RAW, 0));
  // Landlock's rules for TCP do not cover it (landlock-lsm/linux#54).
  TRY("object/socket-multipath", BY_FILTER, "socket, multipath TCP", made(AF_INET, SOCK_STREAM, 262));
  TRY("object/socket-vsock", BY_FILTER, "socket to the hypervisor", made(AF_VSOCK, SOCK_STREAM, 0));
  TRY("object/socket-crypto", BY_FILTER, "socket to the kernel's ciphers", made(AF_ALG, SOCK_SEQPACKET, 0));
  TRY("object/datagram-pair", BY_FILTER, "socketpair of datagrams",
      raw(SYS_socketpair, AF_UNIX, SOCK_DGRAM, 0, (int[2]){0, 0}));
  TRY("socket/datagram-to-name", BY_FILTER, "a datagram from a pair to a socket by its name",
      datagram_to_name());
  TRY("socket/send-to-name", BY_FILTER, "sendto with an address", send_to_name());
  TRY("socket/bind", BY_FILTER, "bind to an abstract name",
      raw(SYS_bind, any_socket(SOCK_STREAM), &address, ADDRESS_SIZE));
  TRY("socket/listen", BY_FILTER, "listen", bind_and(listen_on));
  TRY("socket/connect", BY_FILTER, "connect to an abstract name", bind_and(connect_to));
  TRY("socket/send-many", BY_FILTER, "sendmmsg, whose addresses lie in memory", send_many());
  TRY("grant/fast-open", BY_FILTER, "sendto with MSG_FASTOPEN",
      raw(SYS_sendto, pair[0], "", 1, MESSAGE_FAST_OPEN, NULL, 0));
  TRY("socket/fast-open-message", BY_FILTER, "sendmsg with MSG_FASTOPEN", message(MESSAGE_FAST_OPEN));
  TRY("grant/descriptor-of-peer", BY_FILTER, "SO_PEERPIDFD", peer_process());
  TRY("socket/groups-of-peer", BY_FILTER, "SO_PEERGROUPS", option(SYS_getsockopt, 59, 256));
  TRY("socket/cookie", BY_FILTER, "SO_COOKIE", option(SYS_getsockopt, 57, 8));
  TRY("grant/pass-process", BY_FILTER, "SO_PASSCRED", option(SYS_setsockopt, 16, 4));
  TRY("socket/pass-descriptor", BY_FILTER, "SO_PASSPIDFD", option(SYS_setsockopt, 76, 4));
  TRY("socket/buffer", BY_FILTER, "SO_SNDBUFFORCE", option(SYS_setsockopt, 32, 4));
  TRY("socket/device", BY_FILTER, "SO_BINDTODEVICE", option(SYS_setsockopt, 25, 0));
  TRY("socket/owner", BY_FILTER, "SIOCSPGRP to the parent",
      raw(SYS_ioctl, pair[0], 0x8902, (int[1]){getppid()}));
  TRY("socket/interfaces", BY_FILTER, "SIOCGIFCONF",
      raw(SYS_ioctl, any_socket(SOCK_STREAM), 0x8912, (uint64_t[2]){0, 0}));
}
