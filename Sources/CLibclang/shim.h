#if !__has_include(<clang-c/Index.h>)
#error "libclang's headers are missing: run 'make setup' (Debian package libclang-19-dev)"
#endif
#include <clang-c/CXCompilationDatabase.h>
#include <clang-c/Index.h>
