// Changes names and metadata by raw system calls beneath 3 (all rights), 4 (no right to delete) and 5
// (read only). Every act says what is expected of it; what differs is printed, and the number of acts.
//   names names    each act on names once
//   names metadata modes, owners and times of what lies beneath 3; 4 and 5 are not used
//   names refused  the same where a grant is read-only and cannot be told apart: all are refused
//   names threads  the same calls from eight threads at once, and after the first thread has ended
//   names signals  makes directories while a timer interrupts it
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

enum { ALL = 3, KEEPING = 4, READING = 5 };
enum { FCHMODAT2 = 452 };

static int acts, everything_is_refused;

static void compare(const char *what, const char *expected, long result) {
  const char *answer = result >= 0       ? "ok"
                       : errno == 134    ? "ENOTCAPABLE"
                                         : strerrorname_np(errno);
  if (everything_is_refused) expected = "ENOTCAPABLE";
  acts++;
  if (strcmp(answer, expected) != 0) printf("%s: %s instead of %s\n", what, answer, expected);
}

#define ACT(what, expected, ...) (errno = 0, compare(what, expected, syscall(__VA_ARGS__)))

// The last bytes of a page, behind which nothing is mapped.
static char *at_page_end(const char *text) {
  char *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  munmap(page + 4096, 4096);
  return strcpy(page + 4096 - strlen(text) - 1, text);
}

static void change_names(void) {
  char longest[5000];
  memset(longest, 'x', sizeof longest);
  longest[4999] = 0;
  umask(027);
  ACT("mkdir", "ok", SYS_mkdirat, ALL, "made", 0777);
  ACT("mkdir-deep", "ok", SYS_mkdirat, ALL, "made/deep", 0777);
  ACT("mkdir-trailing-slashes", "ok", SYS_mkdirat, ALL, "made/slashes///", 0777);
  ACT("mkdir-again", "EEXIST", SYS_mkdirat, ALL, "made", 0777);
  ACT("mkdir-at-page-end", "ok", SYS_mkdirat, ALL, at_page_end("edge"), 0777);
  ACT("mkdir-empty", "ENOENT", SYS_mkdirat, ALL, "", 0777);
  ACT("mkdir-dot", "EEXIST", SYS_mkdirat, ALL, ".", 0777);
  ACT("mkdir-parent", "EEXIST", SYS_mkdirat, ALL, "..", 0777);
  ACT("mkdir-bad-address", "EFAULT", SYS_mkdirat, ALL, 8, 0777);
  ACT("mkdir-too-long", "ENAMETOOLONG", SYS_mkdirat, ALL, longest, 0777);
  ACT("mkdir-on-nothing", "EBADF", SYS_mkdirat, 77, "x", 0777);
  ACT("mkdir-on-a-file", "ENOTDIR", SYS_mkdirat, 1, "x", 0777);
  ACT("mkdir-up", "ENOTCAPABLE", SYS_mkdirat, ALL, "../x", 0777);
  ACT("mkdir-by-way", "ENOTCAPABLE", SYS_mkdirat, ALL, "made/../../x", 0777);
  ACT("mkdir-absolute", "ENOTCAPABLE", SYS_mkdirat, ALL, "/tmp/x", 0777);
  ACT("mkdir-through-link", "ENOTCAPABLE", SYS_mkdirat, ALL, "out/x", 0777);
  ACT("mkdir-over-dangling-link", "EEXIST", SYS_mkdirat, ALL, "dangling/", 0777);
  ACT("mkdir-cwd", "ENOTCAPABLE", SYS_mkdirat, AT_FDCWD, "x", 0777);
  ACT("mkdir-read-only", "EROFS", SYS_mkdirat, READING, "x", 0777);
  ACT("symlink", "ok", SYS_symlinkat, "/etc", ALL, "made/link");
  ACT("mkdir-through-own-link", "ENOTCAPABLE", SYS_mkdirat, ALL, "made/link/x", 0777);
  ACT("link", "ok", SYS_linkat, ALL, "file", ALL, "made/hard", 0);
  ACT("link-of-link", "ok", SYS_linkat, ALL, "out", ALL, "made/out", 0);
  ACT("link-follows-inside", "ok", SYS_linkat, ALL, "inside", ALL, "made/followed",
      AT_SYMLINK_FOLLOW);
  ACT("link-follows-out", "ENOTCAPABLE", SYS_linkat, ALL, "out", ALL, "made/stolen",
      AT_SYMLINK_FOLLOW);
  ACT("link-trailing-slash", "ENOTCAPABLE", SYS_linkat, ALL, "out/", ALL, "made/stolen", 0);
  ACT("link-of-directory", "EPERM", SYS_linkat, ALL, "made/deep", ALL, "made/again", 0);
  ACT("link-from-up", "ENOTCAPABLE", SYS_linkat, ALL, "../secret", ALL, "made/stolen", 0);
  ACT("link-to-up", "ENOTCAPABLE", SYS_linkat, ALL, "file", ALL, "../x", 0);
  ACT("link-from-read-only", "EXDEV", SYS_linkat, READING, "file", ALL, "made/writable", 0);
  ACT("link-of-descriptor", "ENOTCAPABLE", SYS_linkat, ALL, "", ALL, "made/x", AT_EMPTY_PATH);
  ACT("rename", "ok", SYS_renameat, ALL, "made/hard", ALL, "made/deep/moved");
  ACT("rename-across", "ok", SYS_renameat2, ALL, "made/deep/moved", KEEPING, "moved", 0);
  ACT("rename-keeps", "EACCES", SYS_renameat2, KEEPING, "moved", KEEPING, "other", 0);
  ACT("rename-no-replace", "EEXIST", SYS_renameat2, ALL, "file", ALL, "made", 1 /* NOREPLACE */);
  ACT("rename-whiteout", "ENOTCAPABLE", SYS_renameat2, ALL, "file", ALL, "x", 4 /* WHITEOUT */);
  ACT("rename-dot", "EBUSY", SYS_renameat, ALL, "made/.", ALL, "x");
  ACT("rename-to-up", "ENOTCAPABLE", SYS_renameat, ALL, "file", ALL, "../x");
  ACT("rename-from-up", "ENOTCAPABLE", SYS_renameat, ALL, "../secret", ALL, "x");
  ACT("fifo", "ok", SYS_mknodat, ALL, "fifo", S_IFIFO | 0666, 0);
  ACT("fifo-up", "ENOTCAPABLE", SYS_mknodat, ALL, "../fifo", S_IFIFO | 0666, 0);
  ACT("device", "EPERM", SYS_mknodat, ALL, "null", S_IFCHR | 0666, 0x103);
  ACT("set-id-node", "EPERM", SYS_mknodat, ALL, "set-id", S_IFREG | 04755, 0);
  ACT("unlink", "ok", SYS_unlinkat, ALL, "fifo", 0);
  ACT("unlink-keeps", "EACCES", SYS_unlinkat, KEEPING, "moved", 0);
  ACT("unlink-directory", "EISDIR", SYS_unlinkat, ALL, "made/deep", 0);
  ACT("unlink-up", "ENOTCAPABLE", SYS_unlinkat, ALL, "../secret", 0);
  ACT("unlink-read-only", "EROFS", SYS_unlinkat, READING, "file", 0);
  ACT("rmdir", "ok", SYS_unlinkat, ALL, "made/deep", AT_REMOVEDIR);
  ACT("rmdir-link-trailing-slash", "ENOTDIR", SYS_unlinkat, ALL, "out/", AT_REMOVEDIR);
  ACT("rmdir-parent", "ENOTEMPTY", SYS_unlinkat, ALL, "made/..", AT_REMOVEDIR);
}

static void change_metadata(void) {
  const char *empty = (const char *)(getauxval(0x1001) + 24);
  struct timespec times[2] = {{1, 0}, {2, 0}};
  int file = (int)syscall(SYS_openat2, ALL, "file", getauxval(0x1001) + 32 * 3, 24);
  ACT("chmod-held", "ok", SYS_fchmod, ALL, 0750);
  ACT("chmod-null", "ENOTCAPABLE", SYS_fchmod, 0, 0600);
  ACT("chmod-by-handle", "ok", FCHMODAT2, file, empty, 0640, AT_EMPTY_PATH);
  ACT("chmod-own-empty", "ENOTCAPABLE", FCHMODAT2, file, "", 0640, AT_EMPTY_PATH);
  ACT("chmod-set-id", "EPERM", FCHMODAT2, file, empty, 04755, AT_EMPTY_PATH);
  ACT("chmod-cwd", "ENOTCAPABLE", FCHMODAT2, AT_FDCWD, empty, 0755, AT_EMPTY_PATH);
  ACT("chown-to-itself", "ok", SYS_fchownat, file, empty, getuid(), getgid(), AT_EMPTY_PATH);
  ACT("times", "ok", SYS_utimensat, file, empty, times, AT_EMPTY_PATH);
  ACT("times-bad-address", "EFAULT", SYS_utimensat, file, empty, 8, AT_EMPTY_PATH);
  ACT("times-now", "ok", SYS_utimensat, ALL, NULL, NULL, 0);
}

static void *make_many(void *argument) {
  char name[32];
  for (long i = 0; i < 500; i++) {
    snprintf(name, sizeof name, "t%ld-%ld", (long)argument, i);
    if (syscall(SYS_mkdirat, ALL, name, 0755) != 0) printf("mkdir %s %d\n", name, errno);
    if (syscall(SYS_unlinkat, ALL, name, AT_REMOVEDIR) != 0) printf("rmdir %s %d\n", name, errno);
  }
  return NULL;
}

static void *make_after(void *first) {
  pthread_join(*(pthread_t *)first, NULL);
  // A process whose first thread is gone has no descriptors of its own any more.
  ACT("mkdir-without-first-thread", "ok", SYS_mkdirat, ALL, "late", 0755);
  printf("%d acts\n", acts);
  _exit(0);
}

static void make_in_threads(void) {
  pthread_t threads[8], last;
  static pthread_t first;
  for (long i = 0; i < 8; i++) pthread_create(&threads[i], NULL, make_many, (void *)i);
  for (int i = 0; i < 8; i++) pthread_join(threads[i], NULL);
  first = pthread_self();
  pthread_create(&last, NULL, make_after, &first);
  pthread_exit(NULL);
}

static volatile int interruptions;
static void count_alarm(int signal) { interruptions += signal == SIGALRM; }

// A call that is repeated after it was done would answer EEXIST.
static void make_under_signals(void) {
  struct sigaction action = {.sa_handler = count_alarm, .sa_flags = SA_RESTART};
  sigaction(SIGALRM, &action, NULL);
  struct itimerval often = {{0, 50}, {0, 50}};
  setitimer(ITIMER_REAL, &often, NULL);
  char name[32];
  int wrong = 0;
  for (int i = 0; i < 3000; i++) {
    snprintf(name, sizeof name, "s%d", i);
    wrong += syscall(SYS_mkdirat, ALL, name, 0755) != 0;
    wrong += syscall(SYS_unlinkat, ALL, name, AT_REMOVEDIR) != 0;
  }
  setitimer(ITIMER_REAL, &(struct itimerval){{0, 0}, {0, 0}}, NULL);
  printf("%d wrong, %s\n", wrong, interruptions > 100 ? "interrupted" : "not interrupted");
}

int main(int count, char **arguments) {
  setvbuf(stdout, NULL, _IONBF, 0);
  const char *mode = count > 1 ? arguments[1] : "";
  if (strcmp(mode, "threads") == 0) make_in_threads();
  if (strcmp(mode, "signals") == 0) make_under_signals();
  if (strcmp(mode, "names") == 0) change_names();
  everything_is_refused = strcmp(mode, "refused") == 0;
  if (strcmp(mode, "metadata") == 0 || everything_is_refused) change_metadata();
  printf("%d acts\n", acts);
  return 0;
}
