// C++: qualified names, <cstdio>, using, lambdas, templates; and methods that are only called so.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

using std::fopen;

struct Stream {
  Stream() { ::unlink("x"); }  // expect: unlink call forbidden
  int open(const char *) { return 0; }
  static int rmdir(const char *) { return 1; }
  int both(const char *name) {
    return open(name) + ::open(name, 0) + rmdir(name);  // expect: open call forbidden
  }
  virtual ~Stream() { chdir("/"); }  // expect: chdir call forbidden
};

namespace own {
int unlink(const char *) { return 0; }
int use(const char *name) { return unlink(name) + ::unlink(name); }  // expect: unlink call forbidden
}  // namespace own

extern "C" {
int in_block(const char *name) { return access(name, 0); }  // expect: access call forbidden
}

template <class Name>
int in_template(Name name) {
  return ::open(name, 0);  // expect: open call forbidden
}

template <class Name>
int dependent(Name name) {
  return truncate(name, 0);  // expect: truncate call forbidden
}

int all(const char *name) {
  Stream stream;
  auto later = [](const char *path) { return std::fopen(path, "r"); };  // expect: fopen call forbidden
  auto pointer = &::rmdir;                                 // expect: rmdir reference forbidden
  int result = std::rename(name, name) + ::rename(name, name);  // expect: rename call forbidden; rename call forbidden
  result += fopen(name, "r") != nullptr;                   // expect: fopen call forbidden
  result += std::system("true");                           // expect: system call forbidden
  std::vector<int> numbers{1, 2};
  std::remove(numbers.begin(), numbers.end(), 1);
  result += std::remove(name);                             // expect: remove call forbidden
  result += in_template(name) + dependent(name) + own::use(name) + stream.both(name);
  return result + pointer(name) + (later(name) != nullptr);
}

struct Defaults {
  int member = ::chroot("x");                              // expect: chroot call forbidden
  Defaults() = default;
  explicit Defaults(int) : member(::acct("y")) {}          // expect: acct call forbidden
};


int captured(const char *name) {
  using ::link;
  auto later = [function = ::symlink](const char *path) { return function(path, path); };  // expect: symlink reference forbidden
  Defaults one, two(1);
  return later(name) + link(name, name) + one.member;  // expect: link call forbidden
}
