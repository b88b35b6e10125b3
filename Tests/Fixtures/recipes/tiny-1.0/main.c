#include "config.h"
#include "input.h"

int main(int argc, char **argv) {
  FILE *file = argc > 1 ? input(argv[1]) : stdin;
  int character;
  if (file == NULL)
    return 1;
  while ((character = getc(file)) != EOF)
    putchar(character);
  return 0;
}
