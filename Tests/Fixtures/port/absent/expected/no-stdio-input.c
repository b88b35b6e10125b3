/* Calls of functions by name, in every shape that a line guard meets. */

#include <stdio.h>
#include <stdlib.h>

#include "config.h"
#if defined(APP_NO_FOPEN) || defined(APP_NO_FREOPEN)
#include <errno.h>
#endif

#define run_command(cmd)	system(cmd)  /* default definition */
#define run_shell() \
	system("/bin/sh")  /* over two lines */

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
  if (rename(from, to) != 0 || remove(from) == 0) {
    return 1;
  }
  remove(to);
  if (to)
    remove(next_name());
  return run_command(from) + run_shell();
}

int nested (void) {
#if !defined(APP_NO_FOPEN)
  FILE *f = fopen(tmpnam(NULL), "w");
#else
  FILE *f = (errno = ENOSYS, NULL);
#endif
#if defined(NESTED)
  return f == NULL || remove("x");
#else
  return f == NULL;
#endif
}

int main (int argc, char **argv) {
  struct state s;
  return argc > 1 && readable(argv[1]) && load(&s, argv[1]) && both(argv[1], argv[2]);
}
