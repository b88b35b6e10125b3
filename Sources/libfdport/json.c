#include "json.h"

#include <string.h>

const char *fdport_json_blank(const char *place) {
  const char *end = fdport_json_end();
  if (place == NULL) return end;
  while (place < end && (*place == ' ' || *place == '\t' || *place == '\n' || *place == '\r')) place++;
  return place;
}

static const char *skip_text(const char *place) {
  const char *end = fdport_json_end();
  for (place++; place < end; place++) {
    if (*place == '"') return place + 1;
    if (*place == '\\') place++;
  }
  return NULL;
}

static int is_word(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
         (byte >= '0' && byte <= '9') || byte == '+' || byte == '-' || byte == '.';
}

static const char *skip_word(const char *place) {
  const char *start = place, *end = fdport_json_end();
  while (place < end && is_word(*place)) place++;
  return place == start ? NULL : place;
}

// Brackets are counted and not compared: the document is fdport's own.
const char *fdport_json_skip(const char *place) {
  const char *end = fdport_json_end();
  size_t depth = 0;
  do {
    place = fdport_json_blank(place);
    if (place >= end) return NULL;
    if (*place == '{' || *place == '[') {
      depth++;
      place++;
    } else if (*place == '}' || *place == ']') {
      if (depth == 0) return NULL;
      depth--;
      place++;
    } else if (*place == ',' || *place == ':') {
      if (depth == 0) return NULL;
      place++;
    } else {
      place = *place == '"' ? skip_text(place) : skip_word(place);
      if (place == NULL) return NULL;
    }
  } while (depth > 0);
  return place;
}

const char *fdport_json_open(const char *place, char bracket) {
  if (place == NULL || place >= fdport_json_end() || *place != bracket) return NULL;
  return fdport_json_blank(place + 1);
}

static int hexadecimal(const char *place, uint32_t *value) {
  *value = 0;
  for (int i = 0; i < 4; i++) {
    char digit = place[i];
    uint32_t number = digit >= '0' && digit <= '9'               ? (uint32_t)(digit - '0')
                      : (digit | 32) >= 'a' && (digit | 32) <= 'f' ? (uint32_t)((digit | 32) - 'a' + 10)
                                                                   : 16;
    if (number == 16) return 0;
    *value = *value << 4 | number;
  }
  return 1;
}

static const char *escaped(const char *place, uint32_t *character) {
  const char *end = fdport_json_end();
  static const char names[] = "\"\\/bfnrt", values[] = "\"\\/\b\f\n\r\t";
  if (place + 1 >= end) return NULL;
  if (place[1] != 'u') {
    const char *name = place[1] == '\0' ? NULL : strchr(names, place[1]);
    if (name == NULL) return NULL;
    *character = (unsigned char)values[name - names];
    return place + 2;
  }
  if (end - place < 6 || !hexadecimal(place + 2, character)) return NULL;
  // fdport escapes control characters alone, never a pair of surrogates.
  return *character < 0xd800 || *character > 0xdfff ? place + 6 : NULL;
}

const char *fdport_json_character(const char *place, uint32_t *character) {
  const char *end = fdport_json_end();
  if (place >= end || *place == '"') return NULL;
  if (*place == '\\') return escaped(place, character);
  unsigned char first = (unsigned char)*place;
  int more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
  if (end - place <= more) return NULL;
  *character = more == 0 ? first : first & (0x3fU >> more);
  for (int i = 1; i <= more; i++) *character = *character << 6 | ((unsigned char)place[i] & 0x3f);
  return place + 1 + more;
}

size_t fdport_json_encode(uint32_t character, char bytes[4]) {
  if (character < 0x80) {
    bytes[0] = (char)character;
    return 1;
  }
  size_t more = character < 0x800 ? 1 : character < 0x10000 ? 2 : 3;
  static const unsigned char marks[] = {0, 0xc0, 0xe0, 0xf0};
  for (size_t i = more; i > 0; i--) {
    bytes[i] = (char)(0x80 | (character & 0x3f));
    character >>= 6;
  }
  bytes[0] = (char)(marks[more] | character);
  return more + 1;
}

int fdport_json_is(const char *place, const char *key, size_t size) {
  if (place == NULL || place >= fdport_json_end() || *place != '"') return 0;
  const char *next;
  uint32_t character;
  for (place++; (next = fdport_json_character(place, &character)) != NULL; place = next) {
    char bytes[4];
    size_t count = fdport_json_encode(character, bytes);
    if (count > size || memcmp(bytes, key, count) != 0) return 0;
    key += count;
    size -= count;
  }
  return size == 0 && place < fdport_json_end() && *place == '"';
}
