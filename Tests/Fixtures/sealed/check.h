/* What the programs of the sealed library's suite share: one line a check. */
#ifndef CHECK_H
#define CHECK_H

#include <errno.h>
#include <stdio.h>
#include <string.h>

static int failures;

/* Prints `ok NAME` or `FAIL NAME` with both values; 0 stands for success, other values for errno. */
static void check(const char *name, int expected, int actual) {
  if (expected == actual) {
    printf("ok %s\n", name);
    return;
  }
  failures++;
  printf("FAIL %s: expected %d (%s), got %d (%s)\n", name, expected,
         expected ? strerror(expected) : "success", actual, actual ? strerror(actual) : "success");
}

__attribute__((unused)) static void check_text(const char *name, const char *expected, const char *actual) {
  if (actual && !strcmp(expected, actual)) {
    printf("ok %s\n", name);
    return;
  }
  failures++;
  printf("FAIL %s: expected \"%s\", got \"%s\"\n", name, expected, actual ? actual : "(null)");
}

/* errno of a call that returned r, 0 if it succeeded. */
__attribute__((unused)) static int failed(long r) { return r < 0 ? errno : 0; }

#endif
