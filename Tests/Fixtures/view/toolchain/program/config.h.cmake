#cmakedefine HAVE_FOPEN
#cmakedefine HAVE_SYSTEM
#cmakedefine HAVE_FDOPEN
#cmakedefine HAVE_OPENAT
#cmakedefine01 HAVE_DECL_FOPEN
#cmakedefine01 HAVE_DECL_FDOPEN
