/* Expressions that directives cut, braces that stay open, conditions that are there already. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

struct state {
  int fd;
};

static int wide_open (const char *name) {
  return name[0] == 'w';
}

/* A directive inside the expression, but outside the call. */
static void open_state (struct state *s, const char *path, int fd) {
  s->fd = fd > -1 ? fd : (
#ifdef WIDE
      fd == -2 ? wide_open(path) :
#endif
      open(path, O_RDONLY, 0666));  /* or just use fd */
}

/* Inside the call, in the middle of an argument. */
static int inside_the_call (const char *name) {
  return open(name,
#ifdef O_CLOEXEC
              O_CLOEXEC |
#endif
              O_RDONLY);
}

/* The expression begins in both branches. */
static int begun_twice (int wide, const char *name) {
  int fd;
#ifdef WIDE
  fd = (wide ? wide_open(name) :
#else
  fd = (wide ? -1 :
#endif
        open(name, O_RDONLY));
  return fd;
}

/* The body is doubled by nobody: only the middle line needs a guard. */
static int open_brace (int really, const char *name, int *count) {
  struct stat status;
  if (really &&
      stat(name, &status) == 0 &&
      status.st_size > 0) {
    ++*count;
  }
  if (stat(name, &status) == 0) {
    ++*count;
  }
  return *count;
}

/* A tag is no variable, however often the function names it. */
static long tagged (const char *name) {
  struct stat status;
  if (stat(name, (struct stat *)&status) != 0)
    return -1;
  return status.st_size;
}

/* Skipping it is what upstream does where the macro is missing. */
static void joined (const char *name) {
#ifdef TIDY
  remove(name);
#endif
#if defined(TIDY) || defined(CLEAN)
  remove(name);
#endif
#ifdef TIDY
  remove(name);
#else
  (void)name;
#endif
#ifdef TIDY
  if (remove(name) != 0)
    puts(name);
#endif
}

int main (int argc, char **argv) {
  struct state s;
  open_state(&s, argv[0], argc);
  joined(argv[0]);
  return inside_the_call(argv[0]) + begun_twice(argc, argv[0]) + open_brace(1, argv[0], &argc)
    + wide_open(argv[0]) + (int)tagged(argv[0]);
}
