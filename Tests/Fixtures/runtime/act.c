// Ends as its first argument says: `exit N`, `abort`, `overflow`; or copies 5 to 1 with `copy`.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int descend(volatile char *above, int depth) {
  volatile char frame[4096];
  frame[0] = above[0];
  return descend(frame, depth + 1) + frame[0];
}

static int copy(void) {
  char text[256];
  long count = read(5, text, sizeof text);
  return count < 0 || write(1, text, (size_t)count) != count;
}

int main(int count, char **arguments) {
  if (count < 2) return 64;
  if (strcmp(arguments[1], "exit") == 0) return atoi(arguments[2]);
  if (strcmp(arguments[1], "abort") == 0) abort();
  if (strcmp(arguments[1], "overflow") == 0) return descend((volatile char[1]){0}, 0);
  if (strcmp(arguments[1], "copy") == 0) return copy();
  return 64;
}
