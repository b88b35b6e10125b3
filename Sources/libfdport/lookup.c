// Ways through the tree.
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "fdport.h"
#include "json.h"

static const struct fdport_value absent = {NULL};

// A part of the document: {"version":1,"argument":TREE,"descriptors":{NAME:NUMBER}}.
static struct fdport_value part(const char *name) {
  const char *document = fdport_json_document();
  if (document == NULL) return absent;
  struct fdport_value root = {fdport_json_blank(document)};
  int64_t version;
  if (fdport_integer(fdport_member(root, "version"), &version) != 0 || version != 1) return absent;
  return fdport_member(root, name);
}

struct fdport_value fdport_argument(void) { return part("argument"); }

struct fdport_value fdport_descriptors(void) { return part("descriptors"); }

int fdport_descriptor(const char *name) {
  int64_t number;
  if (fdport_integer(fdport_member(fdport_descriptors(), name), &number) == 0) return (int)number;
  errno = ENOENT;
  return -1;
}

struct fdport_cursor fdport_begin(struct fdport_value value) {
  const char *inside = fdport_json_open(value.place, '[');
  if (inside != NULL) return (struct fdport_cursor){inside, false};
  // The mapping that stands for a descriptor is a leaf.
  if (fdport_kind(value) != FDPORT_MAPPING) return (struct fdport_cursor){NULL, false};
  return (struct fdport_cursor){fdport_json_open(value.place, '{'), true};
}

bool fdport_next(struct fdport_cursor *cursor, struct fdport_value *key,
                 struct fdport_value *value) {
  *key = *value = absent;
  const char *end = fdport_json_end(), *place = cursor->place;
  cursor->place = NULL;
  if (place == NULL || place >= end || *place == ']' || *place == '}') return false;
  if (cursor->is_mapping) {
    key->place = place;
    place = fdport_json_skip(place);
    if (place == NULL) return false;
    place = fdport_json_blank(place);
    if (place >= end || *place != ':') return false;
    place = fdport_json_blank(place + 1);
  }
  value->place = place;
  place = fdport_json_skip(place);
  if (place == NULL) return false;
  place = fdport_json_blank(place);
  if (place < end && *place == ',') cursor->place = fdport_json_blank(place + 1);
  return true;
}

size_t fdport_count(struct fdport_value value) {
  struct fdport_cursor cursor = fdport_begin(value);
  struct fdport_value key, element;
  size_t count = 0;
  while (fdport_next(&cursor, &key, &element)) count++;
  return count;
}

static struct fdport_value member(struct fdport_value mapping, const char *key, size_t size) {
  struct fdport_cursor cursor = fdport_begin(mapping);
  struct fdport_value name, value;
  if (!cursor.is_mapping) return absent;
  while (fdport_next(&cursor, &name, &value))
    if (fdport_json_is(name.place, key, size)) return value;
  return absent;
}

struct fdport_value fdport_member(struct fdport_value mapping, const char *key) {
  return member(mapping, key, strlen(key));
}

struct fdport_value fdport_element(struct fdport_value list, size_t index) {
  struct fdport_cursor cursor = fdport_begin(list);
  struct fdport_value key, value;
  if (cursor.is_mapping) return absent;
  while (fdport_next(&cursor, &key, &value))
    if (index-- == 0) return value;
  return absent;
}

struct fdport_value fdport_at(struct fdport_value value, const char *path) {
  for (;;) {
    size_t size = strcspn(path, ".");
    if (fdport_kind(value) == FDPORT_LIST) {
      char *end;
      unsigned long long index = strtoull(path, &end, 10);
      bool is_number = size > 0 && end == path + size && *path >= '0' && *path <= '9';
      value = is_number ? fdport_element(value, (size_t)index) : absent;
    } else {
      value = member(value, path, size);
    }
    if (value.place == NULL || path[size] == '\0') return value;
    path += size + 1;
  }
}
