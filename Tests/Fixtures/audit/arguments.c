// The constant that a call is made with; ArgumentTests.swift holds each line's third word on against it.
// flags: -D_GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define DIRECTORY "/etc/"
#define FILE_NAME DIRECTORY "passwd"

static const char fixed[] = "/fixed";
static const char *const constant = "/constant";

int constants(const char *name, int n) {
  int result = open("/etc/passwd", 0);  // expect: open call forbidden; argument: "/etc/passwd"
  result += open(FILE_NAME, 0);         // expect: open call forbidden; argument: "/etc/passwd"
  result += unlink(fixed);              // expect: unlink call forbidden; argument: "/fixed"
  result += rmdir(constant);            // expect: rmdir call forbidden; argument: "/constant"
  result += chdir((char *)("a\n\"b"));  // expect: chdir call forbidden; argument: "a\n\"b"
  result += access(n ? "x" : "y", 0);   // expect: access call forbidden
  result += fopen(name, "r") != 0;      // expect: fopen call forbidden
  result += symlink("to", "at");        // expect: symlink call forbidden; argument: "at"
  result += kill(1, SIGTERM);           // expect: kill call forbidden; argument: 1
  result += getenv("HOME") != 0;        // expect: getenv call noted; argument: "HOME"
  return result + mkdirat(AT_FDCWD, "d", 0);  // expect: mkdir call forbidden; argument: "d"
}

static const struct sockaddr_un journal = {.sun_family = AF_UNIX, .sun_path = "/dev/log"};
static struct sockaddr_un changed = {AF_UNIX, "/run/x"};
static const struct { const char *first, *second; } pair = {"a", "b"};

int addresses(int s, const struct sockaddr *other) {
  int result = connect(s, (const struct sockaddr *)&journal, sizeof journal);  // expect: connect call forbidden; argument: "/dev/log"
  result += bind(s, (struct sockaddr *)&(struct sockaddr_un){AF_UNIX, "/s"}, 9);  // expect: bind call forbidden; argument: "/s"
  result += connect(s, (struct sockaddr *)&changed, sizeof changed);  // expect: connect call forbidden
  result += connect(s, (const void *)&pair, sizeof pair);  // expect: connect call forbidden
  return result + bind(s, other, 0);  // expect: bind call forbidden
}
