// flags: -std=gnu89
// Nothing declares these functions; gnu89 lets them be called all the same.
int implicit(const char *name) {
  return unlink(name);  // expect: unlink call forbidden
}

int builtin(const char *name) {
  return fopen(name, "r") != 0;  // expect: fopen call forbidden
}
