// Tries to open paths that are written for a terminal: ESC, CSI as one character (U+009B), a line break,
// and a change of direction (U+202E). The test gives the function a name of the kind as well.
#include <fcntl.h>

__attribute__((noinline)) void innocent(const char *path) { open(path, O_RDONLY); }

int main(void) {
  innocent("/\033]0;title\007");
  innocent("/\302\23331m");
  innocent("/nothing\nfdport run: all is well");
  innocent("/\342\200\256drowssap");
  return 0;
}
