// What comes before and after an error is analysed all the same.
#include <unistd.h>

int before(const char *name) { return unlink(name); }  // expect: unlink call forbidden

int broken(const char *name) { return missing_variable; }

int after(const char *name) { return rmdir(name); }  // expect: rmdir call forbidden
