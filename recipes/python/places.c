#include "places.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>

#include "complaint.h"

// The entry of the auxiliary vector with the descriptor of a granted working directory
// (docs/descending.md).
#define AT_FDPORT_WORKING_DIRECTORY 0x1004

static const char prefix[] = "/dev/fd/";

static void number_path(long long number, const char *key, char path[PLACE_SIZE]) {
  if (number < 0 || number > 9999999) complain(key, "%lld is no descriptor", number);
  snprintf(path, PLACE_SIZE, "%s%lld", prefix, number);
}

// A text from the argument: a path beneath a descriptor, or one that starts where the working
// directory is, if one was granted.
static void text_path(struct fdport_value value, const char *key, char path[PLACE_SIZE]) {
  char text[PLACE_SIZE];
  const ptrdiff_t length = fdport_text(value, text, sizeof text);
  if (length < 0 || (size_t)length >= sizeof text) complain(key, "this path is too long");
  if (strlen(text) != (size_t)length) complain(key, "a path holds no zero byte");
  if (strncmp(text, prefix, sizeof prefix - 1) == 0) {
    memcpy(path, text, (size_t)length + 1);
    return;
  }
  errno = 0;
  const unsigned long directory = getauxval(AT_FDPORT_WORKING_DIRECTORY);
  if (text[0] == '/' || text[0] == '\0' || errno != 0)
    complain(key,
             "'%s' starts at no descriptor: grant the file or directory (!file, !dir), or write "
             "[DIRECTORY, %s]",
             text, text[0] == '/' ? "NAME" : text);
  if ((size_t)snprintf(path, PLACE_SIZE, "%s%lu/%s", prefix, directory, text) >= PLACE_SIZE)
    complain(key, "this path is too long");
}

static void append(struct fdport_value part, const char *key, char path[PLACE_SIZE]) {
  const size_t length = strlen(path);
  path[length] = '/';
  const ptrdiff_t added = fdport_text(part, path + length + 1, PLACE_SIZE - length - 1);
  if (added < 0) complain(key, "what stands behind the descriptor in a list must be texts");
  if ((size_t)added >= PLACE_SIZE - length - 1) complain(key, "this path is too long");
  if (strlen(path + length + 1) != (size_t)added) complain(key, "a path holds no zero byte");
}

void place_path(struct fdport_value value, const char *key, char path[PLACE_SIZE]) {
  int64_t number;
  switch (fdport_kind(value)) {
  case FDPORT_DESCRIPTOR:
    number_path(fdport_held(value), key, path);
    return;
  case FDPORT_NUMBER:
    if (fdport_integer(value, &number) < 0) complain(key, "this number is no descriptor");
    number_path(number, key, path);
    return;
  case FDPORT_TEXT:
    text_path(value, key, path);
    return;
  case FDPORT_LIST: {
    struct fdport_cursor cursor = fdport_begin(value);
    struct fdport_value name, part;
    if (!fdport_next(&cursor, &name, &part) || fdport_kind(part) == FDPORT_LIST)
      complain(key, "a list starts with a granted directory or a descriptor's number");
    place_path(part, key, path);
    while (fdport_next(&cursor, &name, &part)) append(part, key, path);
    return;
  }
  default:
    complain(key, "expected a grant (!file, !dir ...), a descriptor's number, or [DIRECTORY, NAME]");
  }
}
