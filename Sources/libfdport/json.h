// The scanner over the document, RFC 8259. The document comes from fdport and is sealed; still no
// step goes beyond its end.
#pragma once

#include <stddef.h>
#include <stdint.h>

// The document and the byte behind it; NULL if there is none, with errno set.
const char *fdport_json_document(void);
const char *fdport_json_end(void);

// Over white space; the document's end for NULL.
const char *fdport_json_blank(const char *place);

// Over the value that begins here; NULL if it is damaged.
const char *fdport_json_skip(const char *place);

// If a value of this kind begins here, its first element or key, or its closing bracket.
const char *fdport_json_open(const char *place, char bracket);

// The character at the place in a text's body, as a Unicode scalar, and the place behind it. Returns
// NULL at the text's end or where it is damaged.
const char *fdport_json_character(const char *place, uint32_t *character);

// Whether the text that begins here with a quotation mark says the `size` bytes of `key`.
int fdport_json_is(const char *place, const char *key, size_t size);

// Writes a character in UTF-8 and returns how many bytes it has.
size_t fdport_json_encode(uint32_t character, char bytes[4]);
