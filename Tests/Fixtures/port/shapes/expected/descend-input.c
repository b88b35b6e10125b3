/* Expressions that directives cut, braces that stay open, conditions that are there already. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>
#if !defined(HAVE_OPEN) || !defined(HAVE_REMOVE) || !defined(HAVE_STAT)
#include <errno.h>
#endif
#ifdef HAVE_DESCEND_H
#include <descend.h>
#endif

struct state {
  int fd;
};

static int wide_open (const char *name) {
  return name[0] == 'w';
}

/* A directive inside the expression, but outside the call. */
static void open_state (struct state *s, const char *path, int fd) {
#ifdef HAVE_OPEN
  s->fd = fd > -1 ? fd : (
#ifdef WIDE
      fd == -2 ? wide_open(path) :
#endif
      open(path, O_RDONLY, 0666));  /* or just use fd */
#elif defined(HAVE_DESCEND_OPEN)
  s->fd = fd > -1 ? fd : (
#ifdef WIDE
      fd == -2 ? wide_open(path) :
#endif
      descend_open(path, O_RDONLY, 0666));  /* or just use fd */
#else
  s->fd = fd > -1 ? fd : (
#ifdef WIDE
      fd == -2 ? wide_open(path) :
#endif
      ((void)path, errno = ENOSYS, -1));  /* or just use fd */
#endif
}

/* Inside the call, in the middle of an argument. */
static int inside_the_call (const char *name) {
#ifdef HAVE_OPEN
  return open(name,
#ifdef O_CLOEXEC
              O_CLOEXEC |
#endif
              O_RDONLY);
#elif defined(HAVE_DESCEND_OPEN)
  return descend_open(name,
#ifdef O_CLOEXEC
              O_CLOEXEC |
#endif
              O_RDONLY);
#else
  return ((void)name, errno = ENOSYS, -1);
#endif
}

/* The expression begins in both branches. */
static int begun_twice (int wide, const char *name) {
  int fd;
#ifdef HAVE_OPEN
#ifdef WIDE
  fd = (wide ? wide_open(name) :
#else
  fd = (wide ? -1 :
#endif
        open(name, O_RDONLY));
#elif defined(HAVE_DESCEND_OPEN)
#ifdef WIDE
  fd = (wide ? wide_open(name) :
#else
  fd = (wide ? -1 :
#endif
        descend_open(name, O_RDONLY));
#else
#ifdef WIDE
  fd = (wide ? wide_open(name) :
#else
  fd = (wide ? -1 :
#endif
        ((void)name, errno = ENOSYS, -1));
#endif
  return fd;
}

/* The body is doubled by nobody: only the middle line needs a guard. */
static int open_brace (int really, const char *name, int *count) {
  struct stat status;
  if (really &&
#ifdef HAVE_STAT
      stat(name, &status) == 0 &&
#elif defined(HAVE_DESCEND_STAT)
      descend_stat(name, &status) == 0 &&
#else
      ((void)name, errno = ENOSYS, -1) == 0 &&
#endif
      status.st_size > 0) {
    ++*count;
  }
#ifdef HAVE_STAT
  if (stat(name, &status) == 0) {
#elif defined(HAVE_DESCEND_STAT)
  if (descend_stat(name, &status) == 0) {
#else
  if (((void)name, errno = ENOSYS, -1) == 0) {
#endif
    ++*count;
  }
  return *count;
}

/* A tag is no variable, however often the function names it. */
static long tagged (const char *name) {
  struct stat status;
#ifdef HAVE_STAT
  if (stat(name, (struct stat *)&status) != 0)
    return -1;
#elif defined(HAVE_DESCEND_STAT)
  if (descend_stat(name, (struct stat *)&status) != 0)
    return -1;
#else
  if (((void)name, errno = ENOSYS, -1) != 0)
    return -1;
#endif
  return status.st_size;
}

/* Skipping it is what upstream does where the macro is missing. */
static void joined (const char *name) {
#if defined(TIDY) && defined(HAVE_REMOVE)
  remove(name);
#endif
#if (defined(TIDY) || defined(CLEAN)) && defined(HAVE_REMOVE)
  remove(name);
#endif
#ifdef TIDY
#ifdef HAVE_REMOVE
  remove(name);
#else
  errno = ENOSYS;
#endif
#else
  (void)name;
#endif
#ifdef TIDY
#ifdef HAVE_REMOVE
  if (remove(name) != 0)
    puts(name);
#else
  if ((errno = ENOSYS, -1) != 0)
    puts(name);
#endif
#endif
}

int main (int argc, char **argv) {
  struct state s;
  open_state(&s, argv[0], argc);
  joined(argv[0]);
  return inside_the_call(argv[0]) + begun_twice(argc, argv[0]) + open_brace(1, argv[0], &argc)
    + wide_open(argv[0]) + (int)tagged(argv[0]);
}
