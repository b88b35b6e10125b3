// Is refused in several ways. A comment `refused: CALL COUNT [SUBJECT]` stands on the line of each.
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/auxv.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

static void read_users(void) {
  for (int i = 0; i < 3; i++)
    open("/etc/passwd", O_RDONLY);  // refused: open 3 /etc/passwd
}

static void listen_somewhere(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(8080)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  bind(0, (struct sockaddr *)&address, sizeof address);  // refused: bind 1 127.0.0.1:8080
  struct sockaddr_un local = {.sun_family = AF_UNIX, .sun_path = "/run/x"};
  connect(0, (struct sockaddr *)&local, sizeof local);  // refused: connect 1 unix:/run/x
}

static void *climb(void *argument) {
  unsigned long table = getauxval(0x1001);
  syscall(SYS_openat2, 3, "../secret", table, 24);  // refused: openat2 1 ../secret
  syscall(SYS_openat2, 3, "file", table + 32, 24);  // refused: openat2 1 file
  syscall(SYS_openat2, 3, "file", table, 24);
  return argument;
}

int main(void) {
  read_users();
  listen_somewhere();
  pthread_t thread;
  pthread_create(&thread, NULL, climb, NULL);
  pthread_join(thread, NULL);
  rmdir("/tmp");  // refused: rmdir 1 /tmp
  return 5;
}
