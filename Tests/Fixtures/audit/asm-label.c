// The link name counts, not the name in the source.
extern int renamed(const char *) __asm__("rmdir");
extern int rmdir(const char *) __asm__("harmless");

int use_renamed(const char *name) {
  return renamed(name);  // expect: rmdir call forbidden
}

int use_harmless(const char *name) { return rmdir(name); }
