/* inactive.c skips the first and inactive-other.c compiles it. */
#ifndef INACTIVE_H
#define INACTIVE_H
#ifdef OTHER
static inline int other(const char *name) { return chdir(name); } /* expect: chdir call forbidden */
#endif
#ifdef NEITHER
static inline int neither(const char *name) { return lchown(name, 0, 0); } /* expect: lchown inactive forbidden */
#endif
static inline int local(int (*access)(int)) { return access(1); }
#endif
