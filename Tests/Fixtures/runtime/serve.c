// Uses the sockets that it was granted, as servers and clients do:
//   accept N   takes one connection on N, prints both ends' families, echoes one message
//   talk N     sends "ping" on N, ends its side, prints what comes back
//   options N  prints which socket options may be set on N
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int fail(const char *what) {
  printf("%s: errno %d\n", what, errno);
  return 1;
}

static int echo(int connection) {
  char text[64];
  struct iovec part = {.iov_base = text, .iov_len = sizeof text};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  long count = recvmsg(connection, &message, 0);
  if (count < 0) return fail("recvmsg");
  part.iov_len = (size_t)count;
  if (sendmsg(connection, &message, MSG_NOSIGNAL) != count) return fail("sendmsg");
  if (shutdown(connection, SHUT_WR) != 0) return fail("shutdown");
  printf("echoed %.*s\n", (int)count, text);
  return 0;
}

static int serve(int listener) {
  struct pollfd wait = {.fd = listener, .events = POLLIN};
  if (poll(&wait, 1, 10000) != 1) return fail("poll");
  struct sockaddr_storage own, peer;
  socklen_t size = sizeof peer, own_size = sizeof own;
  int connection = accept4(listener, (struct sockaddr *)&peer, &size, SOCK_CLOEXEC);
  if (connection < 0) return fail("accept4");
  if (getsockname(connection, (struct sockaddr *)&own, &own_size) != 0) return fail("getsockname");
  if (getpeername(connection, (struct sockaddr *)&peer, &size) != 0) return fail("getpeername");
  printf("family %d %d\n", own.ss_family, peer.ss_family);
  return echo(connection);
}

static int talk(int connection) {
  if (send(connection, "ping", 4, MSG_NOSIGNAL) != 4) return fail("send");
  if (shutdown(connection, SHUT_WR) != 0) return fail("shutdown");
  char text[64];
  long count;
  while ((count = recv(connection, text, sizeof text, 0)) > 0) printf("got %.*s\n", (int)count, text);
  if (count < 0) return fail("recv");
  struct sockaddr_in other = {.sin_family = AF_INET, .sin_port = htons(1)};
  other.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int result = connect(connection, (struct sockaddr *)&other, sizeof other);
  printf("connect again %d errno %d\n", result, errno);
  result = socket(AF_INET, SOCK_STREAM, 0);
  printf("socket %d errno %d\n", result < 0 ? -1 : 0, errno);
  return 0;
}

static void try_option(int number, const char *name, int level, int option) {
  int one = 1;
  int result = setsockopt(number, level, option, &one, sizeof one);
  printf("%s %s %d\n", name, result == 0 ? "set" : "errno", result == 0 ? 0 : errno);
}

static int options(int number) {
  try_option(number, "TCP_NODELAY", IPPROTO_TCP, TCP_NODELAY);
  try_option(number, "SO_KEEPALIVE", SOL_SOCKET, SO_KEEPALIVE);
  try_option(number, "SO_REUSEADDR", SOL_SOCKET, SO_REUSEADDR);
  try_option(number, "SO_RCVBUF", SOL_SOCKET, SO_RCVBUF);
  try_option(number, "SO_BINDTODEVICE", SOL_SOCKET, SO_BINDTODEVICE);
  return 0;
}

int main(int count, char **arguments) {
  if (count < 3) return 64;
  setvbuf(stdout, NULL, _IONBF, 0);
  int number = atoi(arguments[2]);
  if (strcmp(arguments[1], "accept") == 0) return serve(number);
  if (strcmp(arguments[1], "talk") == 0) return talk(number);
  if (strcmp(arguments[1], "options") == 0) return options(number);
  return 64;
}
