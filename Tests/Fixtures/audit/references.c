// The function's address is taken: whoever gets it can call it.
#include <fcntl.h>
#include <unistd.h>

typedef int opener(const char *, int, ...);

struct operations {
  opener *open;
  int (*remove)(const char *);
};

static struct operations plain = {open, unlink};  // expect: open reference forbidden; unlink reference forbidden

static struct operations designated = {
    .remove = rmdir,  // expect: rmdir reference forbidden
    .open = &open,    // expect: open reference forbidden
};

static opener *table[] = {0, open};  // expect: open reference forbidden

int take(opener *function);

int pass(void) {
  opener *local = open;  // expect: open reference forbidden
  return take(open) + take(local);  // expect: open reference forbidden
}

void *keep(int n) { return n ? (void *)&plain : n > 1 ? (void *)&designated : (void *)table; }
