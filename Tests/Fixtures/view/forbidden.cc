// Each line with an `error:` comment must be refused by the view's headers, and no other line.
#include <fcntl.h>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <unistd.h>

// Naming one is no use of it yet: libstdc++'s own headers do it.
using ::fopen;
namespace files {
using ::open;
using std::remove;
}

int calls(const char *name, int flag)
{
  std::FILE *stream = std::fopen(name, "r"); /* error: fopen */
  stream = ::fopen(name, "r"); /* error: fopen */
  if (files::open(name, O_RDONLY) >= 0) /* error: open */
    return 1;
  flag = flag ? ::access(name, R_OK) : 0; /* error: access */
  return stream == nullptr || std::system("true"); /* error: system */
}

template <typename Function> int apply(Function function, const char *name)
{
  return function(name);
}

int passed(const std::string &name)
{
  auto later = [&] { return ::unlink(name.c_str()); }; /* error: unlink */
  return apply(files::remove, name.c_str()) /* error: remove */
    + later();
}

int ambient_directory()
{
  return openat(AT_FDCWD, "name", O_RDONLY); /* error: AT_FDCWD */
}
