#include "sealable.h"

#include <linux/memfd.h>

#include "report.h"
#include "system.h"

enum { INVALID = -22 };

long make_sealable_memory(const char *name) {
  const unsigned flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
  long memory = call2(__NR_memfd_create, name, flags | MFD_NOEXEC_SEAL);
  // Unknown before Linux 6.3. Nobody inside can execute a file, so that nothing rests on it.
  if (memory == INVALID) memory = call2(__NR_memfd_create, name, flags);
  if (is_error(memory)) fail("memory cannot be made a file (memfd_create)", memory);
  return memory;
}
