#include <stdio.h>

FILE *input(const char *name);
