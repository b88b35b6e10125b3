// Where the parts of a site stand; AnatomyTests.swift says what is expected of each.
#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#define OPEN_READ(path, /* how */ flags) \
  open((path), \
       O_RDONLY | (flags)) /* trailing */
#define SAME(x) x
#define OUT stdout

static int (*table[])(const char *) = {unlink, rmdir};  // expect: unlink reference forbidden; rmdir reference forbidden

int statements(const char *name, FILE **out) {
  if (open(name, 0) < 0 && name) return 1;  // expect: open call forbidden
  while (access(name, 0)) continue;         // expect: access call forbidden
  int fd = open(name, 1), other = 0;        // expect: open call forbidden
  unlink(name);                             // expect: unlink call forbidden
  for (fd = open(name, 2); fd; fd--) other += (open)(name, 3);  // expect: open call forbidden; open call forbidden
  *out = stdin;                             // expect: stdin object noted
  assert(rmdir(name) == 0);                 // expect: rmdir call forbidden
  fd = SAME(chdir)(name);                   // expect: chdir call forbidden
  SAME(link(name, name););                  // expect: link call forbidden
  fprintf(OUT, "%d", fd);                   // expect: stdout object noted
  return other + OPEN_READ(name, 0) +       // expect: open call forbidden
         (*table)(name);
}
