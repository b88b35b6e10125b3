/* A granted working directory that moves. As directory.c; inside the runtime the second argument holds the
   rights: with `c` names can be made, with `d` also removed, `b` is the broker. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include "check.h"

#define E ENOTCAPABLE
#define D "/dev/fd/3"

extern long __descend_directory;

static int opened(const char *path) {
  int fd = open(path, O_RDONLY);
  int code = failed(fd);
  if (fd >= 0) close(fd);
  return code;
}

static int moved(const char *path) { return failed(chdir(path)); }

static const char *here(void) {
  static char text[PATH_MAX];
  return getcwd(text, sizeof text);
}

static void refusals(void) {
  check("chdir to a file", ENOTDIR, moved("file.txt"));
  check("chdir to a missing directory", ENOENT, moved("missing"));
  check("chdir to the empty path", ENOENT, moved(""));
  check("chdir above the grant", E, moved(".."));
  check("chdir by a link above the grant", E, moved("up"));
  check("chdir to the root", E, moved("/"));
  check("chdir to /dev/fd", E, moved("/dev/fd"));
  check("chdir to a foreign directory", E, moved("/usr"));
  check("chdir to the null device", ENOTDIR, moved("/dev/null"));
  check("chdir to a granted file", ENOTDIR, moved("/dev/fd/5"));
  check("chdir to a closed descriptor", EBADF, moved("/dev/fd/77"));
  check("chdir along a loop", ELOOP, moved("loop"));
  check("chdir by syscall()", E, failed(syscall(SYS_chdir, "sub")));
  check("fchdir", E, failed(fchdir(4)));
  check_text("a refused chdir moves nothing", D, here());
}

static void relative_paths(void) {
  struct stat st;
  char text[PATH_MAX];
  check("chdir to a relative path", 0, moved("sub"));
  check_text("getcwd after chdir", D "/sub", here());
  check("getcwd after chdir too small", ERANGE, getcwd(text, sizeof D "/sub" - 1) ? 0 : errno);
  check_text("getcwd after chdir just fits", D "/sub", getcwd(text, sizeof D "/sub"));
  check("relative path after chdir", 0, opened("in.txt"));
  check("relative path of before chdir", ENOENT, opened("file.txt"));
  check("relative path above after chdir", 0, opened("../file.txt"));
  check("relative path above the grant after chdir", E, opened("../../outside"));
  check("absolute path after chdir", 0, opened("/dev/fd/4/file.txt"));
  check("relative to a descriptor after chdir", 0, failed(fstatat(3, "file.txt", &st, 0)));
  check("stat of the directory after chdir", 0, failed(stat(".", &st)) || !S_ISDIR(st.st_mode));
  check("stat of the empty path after chdir", 0,
        failed(fstatat(AT_FDCWD, "", &st, AT_EMPTY_PATH)) || !S_ISDIR(st.st_mode));
  check("readlink after chdir", 0, failed(readlink("../link", text, sizeof text)));
  check_text("realpath after chdir", D "/sub/in.txt", realpath("../dirlink/in.txt", text));
  DIR *d = opendir(".");
  check("opendir after chdir", 0, d ? 0 : errno);
  if (d) closedir(d);
  check("chdir further down", 0, moved("deep"));
  check_text("getcwd further down", D "/sub/deep", here());
  check("chdir up", 0, moved("../.."));
  check_text("getcwd says no dots", D, here());
  check("chdir by a link", 0, moved("./dirlink/"));
  check_text("getcwd says no link", D "/sub", here());
  check("chdir to where it is", 0, moved("."));
  check_text("getcwd of where it was", D "/sub", here());
  check("chdir to an absolute path", 0, moved("/dev/fd/3/sub/deep"));
  check_text("getcwd of an absolute path", D "/sub/deep", here());
  check("chdir to another grant", 0, moved("/dev/fd/4"));
  check_text("getcwd of another grant", "/dev/fd/4", here());
  check("relative path beneath another grant", 0, opened("file.txt"));
  check("from one grant into another", E, opened("../3/file.txt"));
  check("chdir back", 0, moved(D));
}

static void lengths(void) {
  char path[PATH_MAX + 8];
  check("chdir before a long path", 0, moved("sub"));
  /* 4 for `sub` and its slash; the kernel's limit counts the zero byte. */
  memset(path, '/', sizeof path);
  memcpy(path, "..", 2);
  memcpy(path + PATH_MAX - 13, "file.txt", 9);
  check("long path that just fits", 0, opened(path));
  memcpy(path + PATH_MAX - 13, "/file.txt", 10);
  check("long path that does not", ENAMETOOLONG, opened(path));
  memcpy(path + PATH_MAX - 13, "////////", 9);
  check("long chdir", ENAMETOOLONG, moved(path));
  check("chdir back from a long path", 0, moved(D));
}

static void changes(int removes, int has_capabilities) {
  struct stat st;
  check("chdir before changes", 0, moved("sub"));
  check("mkdir after chdir", 0, failed(mkdir("moved.d", 0755)));
  check("made beneath the directory", 0, failed(stat(D "/sub/moved.d", &st)));
  check("mkdir above after chdir", 0, failed(mkdir("../moved.e", 0755)));
  check("mkdir above the grant after chdir", E, failed(mkdir("../../pwned", 0755)));
  check("rename after chdir", removes ? 0 : EACCES, failed(rename("moved.d", "moved.f")));
  check("symlink after chdir", 0, failed(symlink("moved.f", "moved.l")));
  check("link after chdir", 0, failed(link("in.txt", "moved.h")));
  if (removes) {
    check("chdir to a new directory", 0, moved("moved.f"));
    check_text("getcwd of a new directory", D "/sub/moved.f", here());
    check("rename of the directory", 0, failed(rename("../moved.f", "../moved.g")));
    check("a renamed directory is not found", ENOENT, failed(stat(".", &st)));
    check_text("getcwd of a renamed directory", D "/sub/moved.f", here());
  }
  check("chdir away from there", 0, moved(D));
  check("chdir to a directory without rights", has_capabilities ? 0 : EACCES,
        failed(mkdir("closed.d", 0600)) ? errno : moved("closed.d"));
  check("chdir back after changes", 0, moved(D));
}

static void stores(const char *name, const char *target, const char *path, const char *stored) {
  char text[PATH_MAX] = "";
  check(name, 0, failed(symlink(target, path)));
  if (readlink(path, text, sizeof text - 1) < 0) strcpy(text, strerror(errno));
  check_text(name, stored, text);
}

static void links(void) {
  stores("absolute link into the grant", D "/file.txt", D "/sub/deep/a.l", "../../file.txt");
  check("absolute link is followed", 0, opened("sub/deep/a.l"));
  stores("absolute link beneath a link", D "/file.txt", D "/dirlink/deep/../b.l", "../file.txt");
  check("absolute link beneath a link is followed", 0, opened("sub/b.l"));
  stores("absolute link at the root", D "/sub/in.txt", "c.l", "sub/in.txt");
  stores("absolute link to the root", D, "d.l", ".");
  stores("absolute link to the root from below", D "//", "sub/e.l", "..");
  stores("absolute link to nothing", D "/missing", "sub/f.l", "../missing");
  stores("absolute link to another grant", "/dev/fd/4/file.txt", "g.l", "/dev/fd/4/file.txt");
  check("absolute link to another grant is not followed", E, opened("g.l"));
  stores("absolute link to elsewhere", "/etc/passwd", "h.l", "/etc/passwd");
  stores("relative link", "../anything", "sub/i.l", "../anything");
}

static volatile int done, torn;

/* Two long names, of x and of y, the second a byte longer (prepare.sh). */
static char first[256], second[256];

static void look(void) {
  struct stat st;
  char text[PATH_MAX];
  if (!getcwd(text, sizeof text) || (strcmp(text, first) && strcmp(text, second))) torn++;
  if (stat(".", &st)) torn++;
  if (stat("../in.txt", &st)) torn++;
}

static void *reader(void *unused) {
  while (!done) look();
  return unused;
}

static void on_alarm(int signal) {
  int code = errno;
  (void)signal;
  look();
  /* A handler may move it as well. */
  if (chdir(first)) torn++;
  errno = code;
}

static void threads(int rounds) {
  pthread_t thread[3];
  struct itimerval often = {{0, 200}, {0, 200}}, never = {{0, 0}, {0, 0}};
  struct sigaction action = {.sa_handler = on_alarm, .sa_flags = SA_RESTART};
  int i, failures = 0;
  memcpy(first, D "/sub/", sizeof D "/sub/");
  memset(first + sizeof D "/sub/" - 1, 'x', 200);
  memcpy(second, D "/sub/", sizeof D "/sub/");
  memset(second + sizeof D "/sub/" - 1, 'y', 201);
  check("chdir to a long name", 0, moved(first));
  sigaction(SIGALRM, &action, 0);
  for (i = 0; i < 3; i++) check("a thread", 0, pthread_create(thread + i, 0, reader, 0));
  setitimer(ITIMER_REAL, &often, 0);
  for (i = 0; i < rounds; i++) {
    if (chdir(first)) failures++;
    if (chdir(second)) failures++;
  }
  setitimer(ITIMER_REAL, &never, 0);
  done = 1;
  for (i = 0; i < 3; i++) pthread_join(thread[i], 0);
  check("every chdir among threads", 0, failures);
  check("no torn path among threads", 0, torn);
}

int main(int count, char **arguments) {
  setvbuf(stdout, 0, _IOLBF, BUFSIZ);
  __descend_directory = 3;
  refusals();
  relative_paths();
  lengths();
  int outside = count < 3;
  if (outside || strchr(arguments[2], 'c')) {
    changes(outside || strchr(arguments[2], 'd'), outside && !geteuid());
    links();
  }
  /* Each path goes through another process where the broker opens files. */
  threads(outside || !strchr(arguments[2], 'b') ? 20000 : 500);
  printf("%d failed\n", failures);
  return failures > 0;
}
