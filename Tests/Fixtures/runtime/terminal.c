// Tells of the terminal at 0, 1 and 2, then does as each line says that it reads: `raw` and `cooked` change the modes,
// `keys` prints the next byte, `size` the size, `wait` waits for a signal; `end` ends. Signals are printed.
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static void note(int signal) {
  char text[] = "signal 00\n";
  text[7] = (char)('0' + signal / 10);
  text[8] = (char)('0' + signal % 10);
  if (write(1, text, sizeof text - 1) < 0) _exit(1);
}

static void print_size(void) {
  struct winsize size = {0};
  if (ioctl(0, TIOCGWINSZ, &size) == 0) printf("size %d %d\n", size.ws_row, size.ws_col);
}

static void try_request(const char *name, unsigned long request) {
  char argument[64] = "x";
  errno = 0;
  int result = ioctl(0, request, argument);
  printf("%s %d\n", name, result == 0 ? 0 : errno);
}

int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0);
  struct sigaction action = {.sa_handler = note, .sa_flags = SA_RESTART};
  sigaction(SIGINT, &action, NULL);
  sigaction(SIGWINCH, &action, NULL);
  sigaction(SIGTERM, &action, NULL);
  printf("terminal %d %d %d\n", isatty(0), isatty(1), isatty(2));
  struct termios cooked, raw;
  if (tcgetattr(0, &cooked) != 0) printf("tcgetattr %d\n", errno);
  raw = cooked;
  cfmakeraw(&raw);
  char line[64];
  while (fgets(line, sizeof line, stdin) != NULL) {
    line[strcspn(line, "\n")] = 0;
    if (strcmp(line, "raw") == 0) printf("raw %d\n", tcsetattr(0, TCSANOW, &raw));
    else if (strcmp(line, "cooked") == 0) printf("cooked %d\n", tcsetattr(0, TCSANOW, &cooked));
    else if (strcmp(line, "size") == 0) print_size();
    else if (strcmp(line, "end") == 0) return 7;
    else if (strcmp(line, "requests") == 0) {
      try_request("TIOCSTI", TIOCSTI);
      try_request("TIOCSCTTY", TIOCSCTTY);
      try_request("TIOCSETD", TIOCSETD);
      try_request("TIOCLINUX", TIOCLINUX);
      try_request("TIOCSWINSZ", TIOCSWINSZ);
      try_request("TIOCCONS", TIOCCONS);
      try_request("TIOCGPTPEER", 0x5441);
    } else printf("got <%s>\n", line);
  }
  printf("end of input\n");
  return 3;
}
