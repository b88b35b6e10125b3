/*
 * Counts the words of words.txt beneath descriptor 3, and says what the build system found.
 *
 * Each build system defines HAVE_X for a function that links, and HAVE_DECL_X to 1 or 0.
 */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <tally.h>

int main(void)
{
  int file = openat(3, "words.txt", O_RDONLY);

  if (file < 0) {
    perror("words.txt");
    return 1;
  }
  printf("%ld words\n", tally_words(file));
#ifdef HAVE_FOPEN
  puts("fopen links");
#endif
#ifdef HAVE_SYSTEM
  puts("system links");
#endif
#ifdef HAVE_FDOPEN
  puts("fdopen links");
#endif
#ifdef HAVE_OPENAT
  puts("openat links");
#endif
#if HAVE_DECL_FOPEN
  puts("fopen is declared");
#endif
#if HAVE_DECL_FDOPEN
  puts("fdopen is declared");
#endif
  return 0;
}
