#include "processes.h"

#include <asm/unistd.h>
#include <linux/fcntl.h>

#include "bytes.h"
#include "system.h"

enum { NO_ENTRY = -2 };

long open_processes(void) {
  long result = call3(__NR_open, "/proc", O_PATH | O_DIRECTORY | O_CLOEXEC, 0);
  return is_error(result) ? -1 : result;
}

static char *append_number(char *to, uint32_t number) {
  char digits[12];
  int count = 0;
  do digits[count++] = (char)('0' + number % 10);
  while ((number /= 10) > 0);
  while (count > 0) *to++ = digits[--count];
  return to;
}

struct own_entry entry_of(int descriptor) {
  struct own_entry entry = {"self/fd/"};
  *append_number(entry.path + strlen(entry.path), (uint32_t)descriptor) = 0;
  return entry;
}

long read_of_thread(int processes, uint32_t thread, const char *name, char *text, uint64_t size) {
  if (processes < 0) return NO_ENTRY;
  char path[32];
  char *end = append_number(path, thread);
  *end++ = '/';
  memcpy(end, name, strlen(name) + 1);
  long file = call4(__NR_openat, processes, path, O_RDONLY | O_CLOEXEC, 0);
  if (is_error(file)) return file;
  long count = call3(__NR_read, file, text, size - 1);
  call1(__NR_close, file);
  if (!is_error(count)) text[count] = 0;
  return count;
}
