// The document of the argument, mapped once.
#include <errno.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <unistd.h>

#include "json.h"

// linux.h of the launcher: the number of the descriptor that carries the document.
enum { AT_FDPORT_ARGUMENT = 0x1002 };

static _Atomic(const char *) document;
static _Atomic(size_t) document_size;

// Not by fstat(2): some C libraries ask for it by an empty path, which the runtime refuses.
static off_t size_of(int number) {
  off_t before = lseek(number, 0, SEEK_CUR);
  off_t size = lseek(number, 0, SEEK_END);
  if (before < 0 || size < 0 || lseek(number, before, SEEK_SET) < 0) return -1;
  return size;
}

const char *fdport_json_document(void) {
  const char *mapped = atomic_load_explicit(&document, memory_order_acquire);
  if (mapped != NULL) return mapped;
  unsigned long number = getauxval(AT_FDPORT_ARGUMENT);
  if (number == 0 || number > 1023) {
    errno = ENOENT;
    return NULL;
  }
  off_t size = size_of((int)number);
  if (size <= 0) {
    errno = ENOENT;
    return NULL;
  }
  void *memory = mmap(NULL, (size_t)size, PROT_READ, MAP_PRIVATE, (int)number, 0);
  if (memory == MAP_FAILED) return NULL;
  // Another thread may have been faster; both have the same size.
  atomic_store_explicit(&document_size, (size_t)size, memory_order_relaxed);
  const char *expected = NULL;
  if (atomic_compare_exchange_strong(&document, &expected, (const char *)memory)) return memory;
  munmap(memory, (size_t)size);
  return expected;
}

const char *fdport_json_end(void) {
  const char *start = atomic_load_explicit(&document, memory_order_acquire);
  return start == NULL ? NULL : start + atomic_load_explicit(&document_size, memory_order_relaxed);
}
