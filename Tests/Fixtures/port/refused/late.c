/* No include for <errno.h> to stand after. */
extern int open(const char *, int, ...);

int late(const char *name) {
  return open(name, 0);
}
