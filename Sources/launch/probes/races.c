// What changes while a call is on its way: the path, the descriptor, the directories. Each race runs
// until something has got through or its time is over; it shows something only if both sides of what
// is swapped were seen, or else the reason is `no-race`.
#define _GNU_SOURCE
#include "probe.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

// The long ones are those of directories that move.
enum { SHORT_SECONDS = 5 };

static volatile int running;
static char path[64];

static void *move_directory(void *unused);

static long judge(int has_escaped, unsigned long done, unsigned long refused, int error) {
  if (has_escaped) return 0;
  if (done == 0 || refused == 0) probe_reason = "no-race";
  errno = error;
  return -1;
}

// Runs `act` beside `swap`; it answers 1 for done, 0 for refused, -1 for an escape, 2 for neither.
static long race(void *(*swap)(void *), int (*act)(void), int error) {
  double seconds = swap == move_directory || probe_seconds < SHORT_SECONDS ? probe_seconds : SHORT_SECONDS;
  pthread_t swapper;
  unsigned long done = 0, refused = 0;
  int has_escaped = 0;
  running = 1;
  if (pthread_create(&swapper, NULL, swap, NULL) != 0) return -1;
  // Outside it stops as soon as something gets through, which chance may delay. Inside a loaded machine may
  // not have shown both sides by then; without its guard a second wall may be all there is to see.
  double start = now(), most = start + 10 + 5 * seconds;
  while (!has_escaped && now() < most &&
         (probe_is_control || now() < start + seconds ||
          (!probe_lacks_guard && (done == 0 || refused == 0))))
    for (int i = 0; i < 64 && !has_escaped; i++) {
      int answer = act();
      if (answer == 1) done++;
      if (answer == 0) refused++;
      if (answer < 0) has_escaped = 1;
    }
  running = 0;
  pthread_join(swapper, NULL);
  // For whoever wants to know how hard it was tried.
  fprintf(stderr, "race: %lu passed, %lu refused\n", done, refused);
  return judge(has_escaped, done, refused, error);
}

// "ra" is a directory inside; with the same length the path leads out. Volatile: a compiler would see
// two stores to the same place and keep one.
static void *swap_path(void *unused) {
  volatile char *start = path;
  while (running) {
    start[0] = start[1] = '.';
    for (volatile int i = 0; i < 50; i++) continue;
    start[0] = 'r';
    start[1] = 'a';
    for (volatile int i = 0; i < 50; i++) continue;
  }
  return unused;
}

static int make_by_path(void) {
  if (raw(SYS_mkdirat, WRITABLE, path, 0755) < 0) return errno == ENOTCAPABLE || errno == EEXIST ? 0 : 2;
  // Done: then it must be inside.
  return raw(SYS_unlinkat, WRITABLE, "ra/raced", AT_REMOVEDIR) == 0 ? 1 : -1;
}

static long path_for_mkdir(void) {
  strcpy(path, "ra/raced");
  raw(SYS_mkdirat, WRITABLE, "ra", 0755);
  return race(swap_path, make_by_path, ENOTCAPABLE);
}

static int rename_by_path(void) {
  if (raw(SYS_renameat, WRITABLE, "ra/first", WRITABLE, path) < 0) return errno == ENOTCAPABLE ? 0 : 2;
  return raw(SYS_renameat, WRITABLE, "ra/second", WRITABLE, "ra/first") == 0 ? 1 : -1;
}

static long path_for_rename(void) {
  strcpy(path, "ra/second");
  raw(SYS_mkdirat, WRITABLE, "ra", 0755);
  raw(SYS_mkdirat, WRITABLE, "ra/first", 0755);
  return race(swap_path, rename_by_path, ENOTCAPABLE);
}

static struct stat inside;

static int open_by_path(void) {
  long file = open_beneath(WRITABLE, path, SLOT_READ);
  if (file < 0) return errno == EXDEV ? 0 : 2;
  struct stat status;
  fstat((int)file, &status);
  close((int)file);
  return status.st_ino == inside.st_ino && status.st_dev == inside.st_dev ? 1 : -1;
}

static long path_for_open(void) {
  strcpy(path, "ra/victim");
  raw(SYS_mkdirat, WRITABLE, "ra", 0755);
  long file = open_beneath(WRITABLE, "ra/victim", SLOT_CREATE);
  fstat((int)file, &inside);
  opened(file);
  return race(swap_path, open_by_path, EXDEV);
}

// Number 20 is the writable directory at one time and the one for reading at another.
static void *swap_descriptor(void *unused) {
  while (running) {
    dup2(READABLE, 20);
    dup2(WRITABLE, 20);
  }
  return unused;
}

static int make_by_descriptor(void) {
  if (raw(SYS_mkdirat, 20, "swapped", 0755) < 0) return errno == EROFS || errno == EACCES ? 0 : 2;
  return raw(SYS_unlinkat, WRITABLE, "swapped", AT_REMOVEDIR) == 0 ? 1 : -1;
}

static int create_by_descriptor(void) {
  long file = open_beneath(20, "swapped-file", SLOT_CREATE_NEW);
  if (file < 0) return errno == EROFS || errno == EACCES ? 0 : 2;
  close((int)file);
  return raw(SYS_unlinkat, WRITABLE, "swapped-file", 0) == 0 ? 1 : -1;
}

static long descriptor_for(int (*act)(void)) {
  dup2(WRITABLE, 20);
  return race(swap_descriptor, act, strcmp(by_reading, BY_LANDLOCK) == 0 ? EACCES : EROFS);
}

// Number 20 is a file that may be written at one time and one for reading at another.
static int readable[2], writable;

static void *swap_file(void *unused) {
  while (running) {
    dup2(readable[0], 20);
    dup2(writable, 20);
  }
  return unused;
}

static int lock_by_descriptor(void) {
  struct flock lock = {.l_type = F_RDLCK}, found = {.l_type = F_WRLCK};
  if (raw(SYS_fcntl, 20, 37 /* F_OFD_SETLK */, &lock) < 0) return errno == ENOTCAPABLE ? 0 : 2;
  // Done: then it must not be the one for reading, which its other open file tells.
  raw(SYS_fcntl, readable[1], 36 /* F_OFD_GETLK */, &found);
  lock.l_type = F_UNLCK;
  raw(SYS_fcntl, writable, 37, &lock);
  return found.l_type == F_UNLCK ? 1 : -1;
}

static long descriptor_for_lock(void) {
  writable = (int)open_beneath(WRITABLE, "in", SLOT_READ_WRITE);
  for (int i = 0; i < 2; i++) readable[i] = (int)open_beneath(READABLE, "in", SLOT_READ);
  dup2(writable, 20);
  return race(swap_file, lock_by_descriptor, ENOTCAPABLE);
}

// c is in a/b at one time and at the top at another: `..` from it then leads out of the grant.
static void *move_directory(void *unused) {
  while (running) {
    raw(SYS_renameat, WRITABLE, "a/b/c", WRITABLE, "c");
    raw(SYS_renameat, WRITABLE, "c", WRITABLE, "a/b/c");
  }
  return unused;
}

static int climb(void) {
  // From a/b/c this is a/secret, which is not there; from c it is the secret outside. In between the walk
  // stays in c for a while, so that there is time to move it.
  static char way[1024];
  if (way[0] == 0) {
    strcpy(way, "a/b/c/");
    for (int i = 0; i < 150; i++) strcat(way, "d/../");
    strcat(way, "../../secret");
  }
  // One call at a time, as in make_above.
  static unsigned turn;
  int is_above = probe_is_brokered && turn++ & 1;
  long file = opened(open_beneath(WRITABLE, is_above ? "c/d/../../../secret" : way, SLOT_READ));
  if (file >= 0) return -1;
  // EAGAIN, openat2(2): the kernel cannot tell whether the `..` was safe. ENOENT: all went well.
  return errno == EXDEV || errno == EAGAIN ? 0 : errno == ENOENT ? 1 : 2;
}

// The broker takes one call at a time, so that c stands still while it walks: either way out is tried.
static int make_above(void) {
  static unsigned turn;
  const char *way = turn++ & 1 ? "c/../../raced-above" : "a/b/c/../../raced-above";
  if (raw(SYS_mkdirat, WRITABLE, way, 0755) < 0)
    return errno == ENOTCAPABLE || errno == EAGAIN ? 0 : 2;
  return raw(SYS_unlinkat, WRITABLE, "a/raced-above", AT_REMOVEDIR) == 0 ? 1 : -1;
}

static long while_moved(int (*act)(void), int error) {
  raw(SYS_mkdirat, WRITABLE, "a", 0755);
  raw(SYS_mkdirat, WRITABLE, "a/b", 0755);
  raw(SYS_mkdirat, WRITABLE, "a/b/c", 0755);
  raw(SYS_mkdirat, WRITABLE, "a/b/c/d", 0755);
  return race(move_directory, act, error);
}

void probe_races(void) {
  TRY("race/path-of-mkdir", BY_BROKER, "change a path while the broker reads it", path_for_mkdir());
  TRY("race/path-of-rename", BY_BROKER, "change the second path of a rename", path_for_rename());
  TRY("race/path-of-open", BY_OPENAT2, "change a path while openat2 reads it", path_for_open());
  TRY("race/descriptor-of-mkdir", by_reading, "put another grant at the number while the broker takes it",
      descriptor_for(make_by_descriptor));
  TRY("race/descriptor-of-open", by_reading, "put another grant at the number while openat2 runs",
      descriptor_for(create_by_descriptor));
  TRY("race/descriptor-of-lock", BY_BROKER, "put a file for reading at the number while the broker takes it",
      descriptor_for_lock());
  TRY("race/rename-against-parent", BY_OPENAT2, "rename directories while another thread walks `..`",
      while_moved(climb, EXDEV));
  TRY("race/rename-against-broker", BY_BROKER, "rename directories while the broker walks `..`",
      while_moved(make_above, ENOTCAPABLE));
}
