// Times calls on descriptor 3, a directory with `sub/file` of 64 KiB, and prints one line each: NAME
// MICROSECONDS, the best of five rounds. Inside the runtime opens go by the sealed table, outside by
// plain openat; scripts/bench prints the ratio.
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { DIRECTORY = 3, ROUNDS = 5 };

static unsigned long table;
static int file;
static char buffer[1 << 16];

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

static void open_and_close(void) {
  long opened = table != 0 ? syscall(SYS_openat2, DIRECTORY, "sub/file", table, 24UL)
                           : syscall(SYS_openat, DIRECTORY, "sub/file", O_RDONLY);
  if (opened < 0) exit(3);
  syscall(SYS_close, opened);
}

// As the sealed C library does it for stat().
static void status_by_path(void) {
  struct stat status;
  enum { SLOT_PATH = 3, SLOT_SIZE = 32 };
  long opened = table != 0 ? syscall(SYS_openat2, DIRECTORY, "sub/file", table + SLOT_PATH * SLOT_SIZE, 24UL)
                           : syscall(SYS_openat, DIRECTORY, "sub/file", O_PATH);
  if (opened < 0 || syscall(SYS_fstat, opened, &status) != 0) exit(3);
  syscall(SYS_close, opened);
}

static void read_large(void) {
  if (syscall(SYS_pread64, file, buffer, sizeof buffer, 0L) != sizeof buffer) exit(3);
}

static void read_byte(void) { syscall(SYS_pread64, file, buffer, 1L, 0L); }

static void read_clock(void) {
  struct timespec time;
  clock_gettime(CLOCK_REALTIME, &time);
}

static void make_and_remove(void) {
  if (syscall(SYS_mkdirat, DIRECTORY, "made", 0755) != 0) exit(3);
  if (syscall(SYS_unlinkat, DIRECTORY, "made", AT_REMOVEDIR) != 0) exit(3);
}

static void measure(const char *name, void (*act)(void), int count, int calls) {
  double best = 1e9;
  for (int round = 0; round < ROUNDS; round++) {
    double start = now();
    for (int i = 0; i < count; i++) act();
    double each = (now() - start) / count / calls;
    if (each < best) best = each;
  }
  printf("%s %.4f\n", name, best);
}

int main(void) {
  table = getauxval(0x1001);
  file = (int)(table != 0 ? syscall(SYS_openat2, DIRECTORY, "sub/file", table, 24UL)
                          : syscall(SYS_openat, DIRECTORY, "sub/file", O_RDONLY));
  if (file < 0) return 3;
  measure("open+close beneath a grant", open_and_close, 20000, 1);
  measure("O_PATH, fstat and close", status_by_path, 20000, 1);
  measure("read of 64 KiB", read_large, 20000, 1);
  measure("read of 1 byte", read_byte, 200000, 1);
  measure("clock by the vDSO", read_clock, 500000, 1);
  measure("mkdir and rmdir, each", make_and_remove, 3000, 2);
  return 0;
}
