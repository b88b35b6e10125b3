/* What a path table cannot say: streams, directories, threads, signals, text and state.
   Descriptors as in paths.c. `functions inside RIGHTS` runs under the
   runtime, as there. */
#define _GNU_SOURCE
#include <descend.h>
#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check.h"

#define E ENOTCAPABLE
#define D "/dev/fd/3"

static const char *rights;

/* 0, or what the runtime answers if it did not grant the right. */
static int without(char right, int refusal) {
  return !rights || strchr(rights, right) ? 0 : refusal;
}

static char *first_line(FILE *f) {
  static char line[80];
  line[0] = 0;
  if (!f || !fgets(line, sizeof line, f)) return line;
  line[strcspn(line, "\n")] = 0;
  return line;
}

static void streams(void) {
  FILE *f = fopen(D "/sub/in.txt", "r");
  check_text("fopen reads", "inner", first_line(f));
  f = freopen(D "/file.txt", "r", f);
  check_text("freopen reads", "hello", first_line(f));
  if (f) fclose(f);
  check("fopen foreign", E, fopen("/etc/passwd", "r") ? 0 : errno);
  check("fopen relative", E, fopen("file.txt", "r") ? 0 : errno);
  f = fopen(D "/stream", "w");
  check("fopen creates", 0, f ? 0 : errno);
  if (f) fputs("first\n", f), fclose(f);
  f = fopen(D "/stream", "ae");
  check("fopen appends", 0, f ? 0 : errno);
  if (f) fputs("second\n", f), fclose(f);
  f = fopen(D "/stream", "r+");
  first_line(f);
  check_text("appended", "second", first_line(f));
  if (f) fclose(f);
  check("fopen exclusive", EEXIST, fopen(D "/stream", "wx") ? 0 : errno);
  f = tmpfile();
  check("tmpfile", 0, f ? 0 : errno);
  if (f) fputs("kept\n", f), rewind(f);
  check_text("tmpfile keeps", "kept", first_line(f));
  if (f) fclose(f);
  check("tmpnam fails", 1, tmpnam(0) == 0);
  f = popen("exit 0", "r");
  check("popen is refused", 1, f == 0);
}

static void offsets(void) {
  char text[8] = "";
  int fd = open("/dev/fd/5", O_RDONLY | O_CLOEXEC);
  check("duplicate reads", 4, (int)read(fd, text, 4));
  check("offset is shared", 4, (int)lseek(5, 0, SEEK_CUR));
  check("duplicate has O_CLOEXEC", FD_CLOEXEC, fcntl(fd, F_GETFD));
  close(fd);
  lseek(5, 0, SEEK_SET);
  fd = open("/dev/fd/6", O_RDWR | O_TRUNC);
  struct stat st;
  check("duplicate truncates", 0, fstat(6, &st) || st.st_size);
  close(fd);
}

static void modes(void) {
  struct stat st;
  umask(027);
  int fd = open(D "/umasked", O_WRONLY | O_CREAT | O_EXCL, 0666);
  check("umask is the kernel's", 0640, fstat(fd, &st) ? -1 : (int)(st.st_mode & 0777));
  close(fd);
  umask(022);
  char name[] = D "/tmp-XXXXXX";
  fd = mkstemp(name);
  check("mkstemp", 0, failed(fd));
  close(fd);
  char foreign[] = "/tmp/tmp-XXXXXX";
  check("mkstemp foreign", E, failed(mkstemp(foreign)));
  char directory[] = D "/dir-XXXXXX";
  check("mkdtemp", without('c', EACCES), mkdtemp(directory) ? 0 : errno);
}

static int visited;
static int visit(const char *path, const struct stat *st, int kind, struct FTW *where) {
  (void)path, (void)st, (void)where;
  visited += kind == FTW_F;
  return 0;
}

static void directories(void) {
  int found = 0;
  struct dirent *entry;
  DIR *d = opendir(D "/sub");
  check("opendir", 0, d ? 0 : errno);
  while (d && (entry = readdir(d)))
    found += !strcmp(entry->d_name, "in.txt") || !strcmp(entry->d_name, "deep");
  check("readdir", 2, found);
  if (d) closedir(d);
  struct dirent **list;
  int n = scandir(D "/sub/deep", &list, 0, alphasort);
  check("scandir", 3, n);
  glob_t g;
  check("glob", 0, glob(D "/sub/*.txt", 0, 0, &g));
  check_text("glob text", D "/sub/in.txt", g.gl_pathc ? g.gl_pathv[0] : 0);
  check("nftw", 0, nftw(D "/sub", visit, 4, FTW_PHYS));
  check("nftw visits", 2, visited);
  d = fdopendir(openat(3, "sub", O_RDONLY | O_DIRECTORY));
  check("fdopendir", 0, d ? 0 : errno);
  if (d) closedir(d);
}

static void state(void) {
  char text[8];
  check_text("getcwd", "/", getcwd(text, sizeof text));
  check("getcwd too small", ERANGE, getcwd(text, 1) ? 0 : errno);
  char *own = getcwd(0, 0);
  check_text("getcwd allocates", "/", own);
  free(own);
  check_text("strerror", "No granted descriptor permits this", strerror(134));
  check("ENOTCAPABLE", 134, ENOTCAPABLE);
  check("system(0)", 0, system(0));
  check("system", -1, system("exit 0"));
  pid_t child;
  char *arguments[] = {"true", 0};
  check("posix_spawn", E, posix_spawn(&child, "/bin/true", 0, 0, arguments, 0));
}

static void numbers(void) {
  struct stat st;
  check("syscall open foreign", E, failed(syscall(SYS_open, "/etc/passwd", O_RDONLY)));
  check("syscall openat above", E, failed(syscall(SYS_openat, 3, "../outside", O_RDONLY)));
  check("syscall stat foreign", ENOENT, failed(syscall(SYS_stat, "/etc/passwd", &st)));
  check("syscall openat2", ENOSYS, failed(syscall(SYS_openat2, 3, "file.txt", 0, 24)));
  check("syscall execve", E, failed(syscall(SYS_execve, "/nonexistent.fdport/x", 0, 0)));
  check("syscall chdir", E, failed(syscall(SYS_chdir, "/")));
  check("syscall name_to_handle_at", E,
        failed(syscall(SYS_name_to_handle_at, 3, "file.txt", 0, 0, 0)));
  int fd = syscall(SYS_openat, 3, "file.txt", O_RDONLY);
  check("syscall openat", 0, failed(fd));
  close(fd);
  check("syscall getpid", getpid(), (int)syscall(SYS_getpid));
}

static void null_device(void) {
  struct stat st;
  char text[4];
  FILE *f = fopen("/dev/null", "w");
  check("stream to /dev/null", 1, f && fputs("gone\n", f) >= 0 && !fclose(f));
  int fd = open("/dev/null", O_RDWR | O_CLOEXEC);
  check("/dev/null is empty", 0, (int)read(fd, text, sizeof text));
  close(fd);
  int kept = dup(0);
  dup2(5, 0);
  check("open /dev/null that is not held", E, failed(open("/dev/null", O_RDWR)));
  check("stat /dev/null that is not held", ENOENT, failed(stat("/dev/null", &st)));
  dup2(kept, 0);
  close(kept);
}

static void handles(void) {
  struct stat st;
  int fd = open(D "/file.txt", O_PATH);
  check("fstat O_PATH", 0, failed(fstat(fd, &st)));
  check("fchmod O_PATH", without('m', E), failed(fchmod(fd, 0644)));
  check("fchown O_PATH", without('m', E), failed(fchown(fd, getuid(), getgid())));
  check("futimens", without('m', E), failed(futimens(6, 0)));
  close(fd);
  char text[32] = "";
  fd = openat(3, "link", O_PATH | O_NOFOLLOW);
  check("readlinkat of a link's descriptor", 10, (int)readlinkat(fd, "", text, sizeof text));
  close(fd);
}

static void *open_often(void *result) {
  int i;
  for (i = 0; i < 500; i++) {
    int fd = open(D "/sub/deep/../in.txt", O_RDONLY);
    if (fd < 0) return result;
    close(fd);
    if (open("/etc/passwd", O_RDONLY) >= 0 || errno != E) return result;
  }
  return 0;
}

static void *wait_for_writer(void *path) {
  open(path, O_RDONLY);
  return 0;
}

static volatile sig_atomic_t caught;
static void catch(int number) { caught = number; }

static sigjmp_buf after_abort;
static void leave_abort(int number) { siglongjmp(after_abort, number); }

static void threads(void) {
  pthread_t thread[8];
  void *result;
  int i, bad = 0;
  for (i = 0; i < 8; i++) bad += pthread_create(&thread[i], 0, open_often, &bad) != 0;
  for (i = 0; i < 8; i++) bad += pthread_join(thread[i], &result) || result;
  check("threads open", 0, bad);

  signal(SIGUSR1, catch);
  check("raise", 0, raise(SIGUSR1) || caught != SIGUSR1);
  caught = 0;
  check("pthread_kill", 0, pthread_kill(pthread_self(), SIGUSR1) || caught != SIGUSR1);
  signal(SIGABRT, leave_abort);
  if (!sigsetjmp(after_abort, 1)) abort();
  check("abort raises SIGABRT", 1, 1);

  mkfifo(D "/waiting", 0600);
  pthread_create(&thread[0], 0, wait_for_writer, D "/waiting");
  usleep(50000);
  check("pthread_cancel", 0, pthread_cancel(thread[0]));
  // The broker opens a pipe at once, without its other end.
  check("open is a cancellation point", !rights || !strchr(rights, 'b'),
        !pthread_join(thread[0], &result) && result == PTHREAD_CANCELED);
}

static void descending(void) {
  struct stat st;
  char text[32];
  int fd = descend_open(D "/file.txt", O_RDONLY);
  check("descend_open", 0, failed(fd));
  close(fd);
  check("descend_open foreign", E, failed(descend_open("/etc/passwd", O_RDONLY)));
  FILE *f = descend_fopen(D "/file.txt", "r");
  check_text("descend_fopen", "hello", first_line(f));
  f = descend_freopen(D "/sub/in.txt", "r", f);
  check_text("descend_freopen", "inner", first_line(f));
  DIR *d = descend_opendir(D);
  check("descend_opendir", 0, d ? 0 : errno);
  if (d) closedir(d);
  check("descend_stat", 0, failed(descend_stat(D "/link", &st)) || !S_ISREG(st.st_mode));
  check("descend_lstat", 0, failed(descend_lstat(D "/link", &st)) || !S_ISLNK(st.st_mode));
  check("descend_stat foreign", ENOENT, failed(descend_stat("/etc", &st)));
  check("descend_access", 0, failed(descend_access(D "/file.txt", R_OK)));
  check("descend_readlink", 10, (int)descend_readlink(D "/link", text, sizeof text));
  char *path = descend_realpath(D "/dirlink/in.txt", 0);
  check_text("descend_realpath", D "/sub/in.txt", path);
  free(path);
  check("descend_mkdir", without('c', EACCES), failed(descend_mkdir(D "/dd", 0755)));
  check("descend_rename", without('d', EACCES), failed(descend_rename(D "/dd", D "/de")));
  check("descend_rmdir", without('d', EACCES), failed(descend_rmdir(D "/empty")));
  close(descend_open(D "/df", O_WRONLY | O_CREAT, 0600));
  check("descend_unlink", without('d', EACCES), failed(descend_unlink(D "/df")));
  check("descend_remove", E, failed(descend_remove("/nonexistent.fdport/x")));
}

/* Before main: the table's address must be there already. */
static int early;
__attribute__((constructor)) static void open_early(void) {
  early = open(D "/file.txt", O_RDONLY);
  if (early >= 0) close(early);
}

int main(int count, char **arguments) {
  rights = count > 2 && !strcmp(arguments[1], "inside") ? arguments[2] : 0;
  setvbuf(stdout, 0, _IOLBF, BUFSIZ);
  check("open before main", 1, early >= 0);
  streams();
  offsets();
  modes();
  directories();
  state();
  numbers();
  null_device();
  handles();
  threads();
  descending();
  printf("%d failed\n", failures);
  return failures > 0;
}
