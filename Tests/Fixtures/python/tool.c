/* A program that a script starts: says its last argument on descriptor 1, then ends with 7, or waits to
   be ended if that is `wait`. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int main(int count, char **arguments) {
  const char *last = arguments[count - 1];
  dprintf(1, "%d: %s\n", count, last);
  while (!strcmp(last, "wait")) pause();
  return 7;
}
