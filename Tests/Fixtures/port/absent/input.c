/* Calls of functions by name, in every shape that a line guard meets. */

#include <stdio.h>
#include <stdlib.h>

#include "config.h"

#define run_command(cmd)	system(cmd)  /* default definition */
#define run_shell() \
	system("/bin/sh")  /* over two lines */

struct state {
  FILE *file;
};

/* The parameter is used by the call alone. */
static int readable (const char *filename) {
  FILE *f = fopen(filename, "r");  /* try to open */
  if (f == NULL) return 0;
  fclose(f);
  return 1;
}

static int load (struct state *s, const char *filename) {
  printf("loading %s\n", filename);
  s->file = fopen(filename, "r");
  if (s->file == NULL) return -1;
	s->file = freopen(filename, "rb",
			  s->file);	/* tabs */
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
  FILE *f = fopen(tmpnam(NULL), "w");
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
