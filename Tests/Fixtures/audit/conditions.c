// Under which conditions a line stands; flags: -DOUTER -DSECOND
#include <unistd.h>

#ifdef OUTER
#ifndef FIRST /* a comment */
int one(const char *name) { return unlink(name); }  // expect: unlink call forbidden
#endif
#if defined(FIRST) && \
    defined(NEVER)
#elif  defined( SECOND )
int two(const char *name) { return rmdir(name); }  // expect: rmdir call forbidden
#else
#endif
#else
#endif
#if FIRST > 1  // another comment
#else
int three(const char *name) { return chdir(name); }  // expect: chdir call forbidden
#endif
/* #if 0 */ const char *text = "\
#if 1";
int four(const char *name) { return access(name, 0); }  // expect: access call forbidden
