/* Values that nobody uses, and comparisons that a type decides. Each is reported; the objects show which
   of them become code. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>

#define UNUSED(stream) (void)stream

int discarded(void) {
  UNUSED(stdin);  /* expect: stdin object noted discarded */
  (void)open;  /* expect: open reference forbidden discarded */
  stdout;  /* expect: stdout object noted discarded */
  return ({ stdout; }) != 0;  /* expect: stdout object noted */
}

void decided(size_t size, uint32_t small) {
  if (size > SIZE_MAX / sizeof(char)) unlink("a");  /* expect: unlink call forbidden dead */
  if (size > SIZE_MAX / sizeof(int)) rmdir("b");  /* expect: rmdir call forbidden */
  if (size <= SIZE_MAX) rmdir("c"); else chdir("d");  /* expect: rmdir call forbidden; chdir call forbidden dead */
  if (small >= 0u) mkdir("e", 0); else chroot("f");  /* expect: mkdir call forbidden; chroot call forbidden dead */
  if (small < 0u) link("g", "h");  /* expect: link call forbidden dead */
}

void bare(int a) {
  if (a) UNUSED(stdin); else stdout;  /* expect: stdin object noted discarded; stdout object noted discarded */
  while (a--) UNUSED(stdin);  /* expect: stdin object noted discarded */
  do stdout; while (stdin != 0);  /* expect: stdout object noted discarded; stdin object noted */
  if (stdin) a++;  /* expect: stdin object noted */
end:
  (void)stdin;  /* expect: stdin object noted discarded */
}
