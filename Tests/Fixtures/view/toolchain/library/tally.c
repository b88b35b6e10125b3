/* The part that programs call; how bytes are read is in a library of its own. */
#include "tally.h"
#include "source.h"

long tally_words(int descriptor)
{
  struct source source = { descriptor, 0, 0, { 0 } };
  long words = 0;
  int inside = 0;
  int byte;

  while ((byte = source_next(&source)) >= 0) {
    int space = byte == ' ' || byte == '\n' || byte == '\t';
    words += !space && !inside;
    inside = !space;
  }
  return byte == SOURCE_FAILED ? -1 : words;
}
