// What only looks like a hidden name: compiles without a word, links, and returns 0.
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace files {
using ::open;

struct store {
  int open(const char *) const { return 3; }
  static int stat() { return 4; }
  int link = 5;
};

enum class access { rename, system };
}

namespace own {
int fopen(const char *) { return 6; }
}

static int labels(int rename)
{
  struct stat status {};
  if (rename)
    goto unlink;
  return fstat(0, &status) == 0 ? 0 : 1;
unlink:
  return rename;
}

int main()
{
  files::store remove;
  std::ifstream stream;
  stream.open("/nowhere");
  auto chdir = [](int system) { return system; };
  const int sum = remove.open("x") + files::store::stat() + remove.link + own::fopen("x")
    + chdir(7) + labels(8);
  return sum != 33 || stream.is_open() || files::access::rename == files::access::system;
}
