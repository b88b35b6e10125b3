// A static function of the project that happens to be called open.
static int open(const char *name) { return name != 0; }

int use(const char *name) { return open(name); }
