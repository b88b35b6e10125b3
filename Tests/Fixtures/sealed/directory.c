/* A granted working directory. Descriptors as in paths.c. The library learns of it by the auxiliary
   vector's entry 0x1004, which is set here by hand; `directory inside` runs under the runtime. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
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

static void real(const char *name, const char *path, const char *expected) {
  char *text = realpath(path, 0);
  check_text(name, expected, text ? text : strerror(errno));
  free(text);
}

int main(void) {
  struct stat st;
  char text[32];
  setvbuf(stdout, 0, _IOLBF, BUFSIZ);
  check("no chdir unless a directory is granted", E, failed(chdir("/dev/fd/3")));
  check("no directory unless it is granted", E, opened("file.txt"));
  __descend_directory = 3;
  check("relative path", 0, opened("file.txt"));
  check("relative path with dots", 0, opened("./sub/../sub/in.txt"));
  check("relative path above", E, opened("../outside"));
  check("relative path to another grant", E, opened("../4/file.txt"));
  check("relative link above", E, opened("up"));
  check("relative absolute link", E, opened("absolute"));
  check("foreign as ever", E, opened("/etc/passwd"));
  check("absolute as ever", 0, opened("/dev/fd/4/file.txt"));
  check("relative missing", ENOENT, opened("missing"));
  check("relative empty", ENOENT, opened(""));
  check("relative stat", 0, failed(stat("sub", &st)) || !S_ISDIR(st.st_mode));
  check("relative lstat", 0, failed(lstat("link", &st)) || !S_ISLNK(st.st_mode));
  check("relative access", 0, failed(access("run.sh", X_OK)));
  check("relative to a descriptor as ever", 0, failed(fstatat(4, "file.txt", &st, 0)));
  check("relative mkdir", 0, failed(mkdir("made.d", 0755)));
  check("relative mkdir above", E, failed(mkdir("../pwned", 0755)));
  DIR *d = opendir(".");
  check("opendir of the directory", 0, d ? 0 : errno);
  if (d) closedir(d);
  check_text("getcwd says the grant", D, getcwd(text, sizeof text));
  check("getcwd of the grant too small", ERANGE, getcwd(text, sizeof D - 1) ? 0 : errno);
  check_text("getcwd of the grant just fits", D, getcwd(text, sizeof D));
  real("relative realpath", "dirlink/./in.txt", D "/sub/in.txt");
  real("relative realpath of the directory", ".", D);
  real("relative realpath above", "..", strerror(E));
  real("relative realpath missing", "missing", strerror(ENOENT));
  __descend_directory = 77;
  check("directory that is not open", EBADF, opened("file.txt"));
  __descend_directory = 1234567;
  check_text("getcwd of a large number", "/dev/fd/1234567", getcwd(text, sizeof text));
  printf("%d failed\n", failures);
  return failures > 0;
}
