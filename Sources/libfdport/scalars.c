// Leaves of the tree as C values.
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "fdport.h"
#include "json.h"

// The number behind {"!fd":; NULL if the value is something else. No other mapping has this key.
static const char *descriptor_at(const char *place) {
  const char *key = fdport_json_open(place, '{');
  if (key == NULL || !fdport_json_is(key, "!fd", 3)) return NULL;
  const char *colon = fdport_json_blank(fdport_json_skip(key));
  return colon < fdport_json_end() && *colon == ':' ? fdport_json_blank(colon + 1) : NULL;
}

enum fdport_kind fdport_kind(struct fdport_value value) {
  if (value.place == NULL || value.place >= fdport_json_end()) return FDPORT_ABSENT;
  switch (*value.place) {
    case 'n': return FDPORT_NULL;
    case 't':
    case 'f': return FDPORT_TRUTH;
    case '"': return FDPORT_TEXT;
    case '[': return FDPORT_LIST;
    case '{': return descriptor_at(value.place) != NULL ? FDPORT_DESCRIPTOR : FDPORT_MAPPING;
    default: return FDPORT_NUMBER;
  }
}

static int expect(struct fdport_value value, enum fdport_kind wanted) {
  enum fdport_kind kind = fdport_kind(value);
  if (kind == wanted) return 0;
  errno = kind == FDPORT_ABSENT ? ENOENT : EINVAL;
  return -1;
}

int fdport_truth(struct fdport_value value, bool *result) {
  if (expect(value, FDPORT_TRUTH) != 0) return -1;
  *result = *value.place == 't';
  return 0;
}

// A number is never the last thing in the document, so that strtoll and strtod end inside it.
static int integer(const char *place, int64_t *result) {
  char *end;
  int before = errno;
  errno = 0;
  long long number = strtoll(place, &end, 10);
  if (errno == ERANGE) return -1;
  errno = before;
  if (end == place || *end == '.' || *end == 'e' || *end == 'E') {
    errno = EINVAL;
    return -1;
  }
  *result = number;
  return 0;
}

int fdport_integer(struct fdport_value value, int64_t *result) {
  if (expect(value, FDPORT_NUMBER) != 0) return -1;
  return integer(value.place, result);
}

int fdport_real(struct fdport_value value, double *result) {
  if (expect(value, FDPORT_NUMBER) != 0) return -1;
  *result = strtod(value.place, NULL);
  return 0;
}

int fdport_held(struct fdport_value value) {
  int64_t number;
  if (expect(value, FDPORT_DESCRIPTOR) != 0) return -1;
  if (integer(descriptor_at(value.place), &number) != 0) return -1;
  return (int)number;
}

ptrdiff_t fdport_text(struct fdport_value value, char *buffer, size_t size) {
  if (expect(value, FDPORT_TEXT) != 0) return -1;
  const char *place = value.place + 1, *next;
  size_t length = 0, written = 0;
  uint32_t character;
  for (; (next = fdport_json_character(place, &character)) != NULL; place = next) {
    char bytes[4];
    size_t count = fdport_json_encode(character, bytes);
    // Once one did not fit, none behind it is written.
    if (length == written && length + count < size) {
      memcpy(buffer + length, bytes, count);
      written += count;
    }
    length += count;
  }
  if (size > 0) buffer[written] = '\0';
  return (ptrdiff_t)length;
}
