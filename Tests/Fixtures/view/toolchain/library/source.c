#include "source.h"

#include <unistd.h>

int source_next(struct source *source)
{
  if (source->next == source->end) {
    ssize_t count = read(source->descriptor, source->bytes, sizeof source->bytes);

    if (count <= 0)
      return count == 0 ? SOURCE_END : SOURCE_FAILED;
    source->next = 0;
    source->end = (size_t)count;
  }
  return source->bytes[source->next++];
}
