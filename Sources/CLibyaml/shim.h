#if !__has_include(<yaml.h>)
#error "libyaml's headers are missing: run 'make setup' (Debian package libyaml-dev)"
#endif
#include <yaml.h>
