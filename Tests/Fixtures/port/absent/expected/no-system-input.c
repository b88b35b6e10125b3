/* Calls of functions by name, in every shape that a line guard meets. */

#include <stdio.h>
#include <stdlib.h>

#include "config.h"
#if defined(APP_NO_FOPEN) || defined(APP_NO_FREOPEN) || \
    defined(APP_NO_REMOVE) || defined(APP_NO_RENAME) || \
    defined(APP_NO_SYSTEM) || defined(APP_NO_TMPNAM)
#include <errno.h>
#endif

#if !defined(APP_NO_SYSTEM)
#define run_command(cmd)	system(cmd)  /* default definition */
#else
#define run_command(cmd)	((cmd) == NULL ? 0 : (errno = ENOSYS, -1))
#endif
#if !defined(APP_NO_SYSTEM)
#define run_shell() \
	system("/bin/sh")  /* over two lines */
#else
#define run_shell() \
	(("/bin/sh") == NULL ? 0 : (errno = ENOSYS, -1))
#endif

struct state {
  FILE *file;
};

/* The parameter is used by the call alone. */
static int readable (const char *filename) {
#if !defined(APP_NO_FOPEN)
  FILE *f = fopen(filename, "r");  /* try to open */
#else
  FILE *f = ((void)filename, errno = ENOSYS, NULL);  /* try to open */
#endif
  if (f == NULL) return 0;
  fclose(f);
  return 1;
}

static int load (struct state *s, const char *filename) {
  printf("loading %s\n", filename);
#if !defined(APP_NO_FOPEN)
  s->file = fopen(filename, "r");
#else
  s->file = (errno = ENOSYS, NULL);
#endif
  if (s->file == NULL) return -1;
#if !defined(APP_NO_FREOPEN)
	s->file = freopen(filename, "rb",
			  s->file);	/* tabs */
#else
	s->file = (errno = ENOSYS, NULL);	/* tabs */
#endif
  return 0;
}

const char *next_name (void);

static int both (const char *from, const char *to) {
#if !defined(APP_NO_REMOVE) && !defined(APP_NO_RENAME)
  if (rename(from, to) != 0 || remove(from) == 0) {
#else
  if ((errno = ENOSYS, -1) != 0 || (errno = ENOSYS, -1) == 0) {
#endif
    return 1;
  }
#if !defined(APP_NO_REMOVE)
  remove(to);
#else
  errno = ENOSYS;
#endif
#if !defined(APP_NO_REMOVE)
  if (to)
    remove(next_name());
#else
  if (to)
    (void)next_name(), errno = ENOSYS;
#endif
  return run_command(from) + run_shell();
}

int nested (void) {
#if !defined(APP_NO_FOPEN) && !defined(APP_NO_TMPNAM)
  FILE *f = fopen(tmpnam(NULL), "w");
#else
  FILE *f = (errno = ENOSYS, NULL);
#endif
#if defined(NESTED)
#if !defined(APP_NO_REMOVE)
  return f == NULL || remove("x");
#else
  return f == NULL || (errno = ENOSYS, -1);
#endif
#else
  return f == NULL;
#endif
}

int main (int argc, char **argv) {
  struct state s;
  return argc > 1 && readable(argv[1]) && load(&s, argv[1]) && both(argv[1], argv[2]);
}
