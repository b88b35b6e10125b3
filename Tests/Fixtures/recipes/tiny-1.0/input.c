#include "config.h"
#include "input.h"

FILE *input(const char *name) {
  return fopen(name, "r");
}
