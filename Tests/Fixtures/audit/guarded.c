// Sites whose conditions say that they are absent where the function is.
// flags: -DHAVE_OPEN=1 -DHAVE_UNLINK -DHAVE_RMDIR=1 -DHAVE_CHDIR=1 -DHAVE_ACCESS=1 -DHAVE_LINK=1 -DOTHER=1
#include <fcntl.h>
#include <unistd.h>

#ifdef HAVE_OPEN
int one(const char *name) { return open(name, 0); }      // expect: open call forbidden guarded
int two(const char *name) { return unlink(name); }       // expect: unlink call forbidden
#endif
#if OTHER && defined(HAVE_UNLINK)
int three(const char *name) { return unlink(name); }     // expect: unlink call forbidden guarded
#endif
#if defined(HAVE_UNLINK) || OTHER
int four(const char *name) { return unlink(name); }      // expect: unlink call forbidden
#endif
#if HAVE_RMDIR == 1
int five(const char *name) { return rmdir(name); }       // expect: rmdir call forbidden guarded
#endif
#if HAVE_RMDIR >= 0
int six(const char *name) { return rmdir(name); }        // expect: rmdir call forbidden
#endif
#if !defined(HAVE_CHDIR)
int seven(const char *name) { return chdir(name); }      // expect: chdir inactive forbidden
#else
int eight(const char *name) { return chdir(name); }      // expect: chdir call forbidden guarded
#define CHDIR(name) chdir(name)
#endif
int nine(const char *name) { return CHDIR(name); }       // expect: chdir call forbidden guarded
#if !(!HAVE_ACCESS || !OTHER)
int ten(const char *name) { return access(name, 0); }    // expect: access call forbidden guarded
#endif
#ifdef HAVE_LINK
int eleven(const char *name) { return 0 && link(name, name); }  // expect: link call forbidden dead
#endif
#ifndef NO_TRUNCATE
int twelve(const char *name) { return truncate(name, 0); }  // expect: truncate call forbidden
#endif
