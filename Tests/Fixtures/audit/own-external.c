// A function of the project that happens to be called chdir, used in own-external-use.c.
int chdir(const char *path);

int chdir(const char *path) { return path != 0; }
