// Random arguments to all calls that the broker carries out, from several threads at once.
//
//   notifications SEED SECONDS    ends in the middle of calls that are on their way
//
// Beneath 3 (all rights), 4 (read) and 6 (read-write). What it must not change lies around them; whoever
// started it compares. Paths come from a grammar rather than from noise: noise is only ever ENOENT.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { THREADS = 4, FCHMODAT2 = 452, FACCESSAT2 = 439 };

static const char *const components[] = {
    "a", "b", "f", "up", "root", "outside", "..", "..", ".", "", "secret", "proc", "self", "fd", "7",
    "all", "read", "keep", "a-rather-long-name-for-a-file-that-nobody-has-ever-seen-before",
};

static double until;
static unsigned long done[THREADS], refused[THREADS];
static __thread char *last_page;
static char *changing_page;

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

// Knuth's MMIX generator: the same sequence for the same seed, though threads interleave as they like.
static uint32_t next(uint64_t *state) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(*state >> 33);
}

static uint64_t descriptor(uint64_t *state) {
  static const int numbers[] = {3, 3, 3, 4, 6, 6, 0, 1, -1, AT_FDCWD, 10, 11, 12, 13, 500, 1 << 30};
  uint64_t number = (uint64_t)(int64_t)numbers[next(state) % 16];
  return next(state) % 32 == 0 ? number | (uint64_t)next(state) << 32 : number;
}

// A path, or an address where there is none.
static uint64_t path(uint64_t *state, char text[512]) {
  uint32_t kind = next(state) % 24;
  if (kind == 0) return 0;
  if (kind == 1) return (uint64_t)next(state) << 16;
  if (kind == 2) return 0xffffffff80000000 + next(state);
  if (kind == 3) return getauxval(0x1001) + next(state) % 8192;
  text[0] = 0;
  for (uint32_t rest = 1 + next(state) % 6; rest > 0; rest--) {
    strcat(text, components[next(state) % (sizeof components / sizeof components[0])]);
    if (rest > 1) strcat(text, "/");
  }
  if (kind == 4) {
    // Ends where a page ends, behind which there is nothing, with its zero byte or without.
    uint64_t at = 4096 - strlen(text) - next(state) % 2;
    memcpy(last_page + at, text, 4096 - at);
    return (uint64_t)last_page + at;
  }
  // In memory that another thread takes away and gives back.
  if (kind == 5) return (uint64_t)changing_page;
  return (uint64_t)text;
}

static long act(uint64_t *state) {
  static const uint32_t modes[] = {0755, 0644, 0, 04755, 02777, S_IFIFO | 0600, S_IFSOCK | 0600,
                                   S_IFREG | 0644, S_IFCHR | 0666, S_IFBLK | 0666, 0xffffffff, 0777};
  char one[512], two[512];
  uint64_t first = path(state, one), second = path(state, two);
  uint64_t from = descriptor(state), to = descriptor(state);
  uint32_t mode = modes[next(state) % 12];
  uint32_t flags = next(state) % 8 == 0 ? next(state) : (uint32_t[]){0, 0, 1, 2, 4, 0x200, 0x400, 0x1000}[next(state) % 8];
  uint64_t empty = getauxval(0x1001) + 24;
  switch (next(state) % 17) {
    case 0:
    case 1: return syscall(SYS_mkdirat, from, first, mode);
    case 2: return syscall(SYS_mknodat, from, first, mode, next(state) % 2048);
    case 3: return syscall(SYS_symlinkat, first, to, second);
    case 4: return syscall(SYS_unlinkat, from, first, flags & 0x200);
    case 5: return syscall(SYS_renameat, from, first, to, second);
    case 6: return syscall(SYS_renameat2, from, first, to, second, flags);
    case 7: return syscall(SYS_linkat, from, first, to, second, flags);
    case 8: return syscall(FCHMODAT2, from, empty, mode, 0x1000);
    case 9: return syscall(SYS_fchownat, from, empty, next(state) % 3 - 1, -1, 0x1000);
    case 10: return syscall(SYS_utimensat, from, next(state) % 2 ? empty : 0, first, next(state) % 2 ? 0x1000 : 0);
    case 11: return syscall(SYS_newfstatat, from, 0, second, flags | 0x1000);
    case 12: return syscall(SYS_statx, from, 0, flags | 0x1000, next(state), second);
    case 13: return syscall(SYS_readlinkat, from, empty, second, next(state) % 3 ? next(state) % 600 : next(state));
    case 14: return syscall(FACCESSAT2, from, empty, next(state) % 9, flags | 0x1000);
    case 15: {
      // Never waits for a pipe's other end, and empties only what is granted for reading.
      enum { NONBLOCK = 32 << 2, TRUNCATE = 2 << 2 };
      uint32_t slot = (next(state) % 8192 | NONBLOCK) & ~(from == 4 ? 0u : TRUNCATE);
      long file = syscall(SYS_openat2, from, first, getauxval(0x1001) + 32 * slot, 24);
      return file < 0 ? file : close((int)file);
    }
    default: {
      // Descriptors for the others: directories and files beneath, by O_PATH.
      long file = syscall(SYS_openat2, 3 + 3 * (next(state) % 2), first, getauxval(0x1001) + 32 * 3, 24);
      if (file < 0) return file;
      dup2((int)file, 10 + (int)(next(state) % 4));
      return close((int)file);
    }
  }
}

static void *attack(void *argument) {
  uint64_t *state = argument;
  unsigned long index = *state & 0xff;
  char *pages = mmap(NULL, 2 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  munmap(pages + 4096, 4096);
  last_page = pages;
  while (now() < until)
    for (int i = 0; i < 32; i++) (act(state) >= 0 ? done : refused)[index]++;
  return NULL;
}

static void *change_page(void *unused) {
  for (;;) {
    mmap(changing_page, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    strcpy(changing_page, "a/b");
    for (int i = 0; i < 1000; i++) memcpy(changing_page, i & 1 ? "../" : "a/b", 3);
    munmap(changing_page, 4096);
  }
  return unused;
}

int main(int count, char **arguments) {
  if (count < 3) return 64;
  uint64_t seed = strtoull(arguments[1], NULL, 10);
  until = now() + atof(arguments[2]);
  // Between two pages that stay, so that nothing else is ever put there.
  char *pages = mmap(NULL, 3 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  changing_page = pages + 4096;
  static uint64_t states[THREADS];
  pthread_t threads[THREADS], other;
  for (unsigned long i = 0; i < THREADS; i++) {
    states[i] = (seed * 2654435761u + i * 40503u) << 8 | i;
    pthread_create(&threads[i], NULL, attack, &states[i]);
  }
  pthread_create(&other, NULL, change_page, NULL);
  unsigned long all = 0, none = 0;
  // Not to the end: whoever is in a call then dies in it.
  while (now() < until - 0.1) nanosleep(&(struct timespec){0, 10000000}, NULL);
  for (int i = 0; i < THREADS; i++) all += done[i], none += refused[i];
  printf("%s %s\n", all > 100 ? "done" : "nothing done", none > 100 ? "refused" : "nothing refused");
  fprintf(stderr, "%lu done, %lu refused\n", all, none);
  return 0;
}
