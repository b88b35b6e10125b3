#if !__has_include(<git2.h>)
#error "libgit2's headers are missing: run 'make setup' (Debian package libgit2-dev)"
#endif
#include <git2.h>
#include <git2/sys/mempack.h>
#include <git2/sys/repository.h>
