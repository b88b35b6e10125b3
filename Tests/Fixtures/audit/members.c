// A member, a local variable or a parameter may be called open; none of them is open().
struct stream {
  int (*open)(const char *);
  int stat;
};

int member(struct stream *stream) { return stream->open("x") + stream->stat; }

int parameter(int (*open)(const char *)) { return open("x"); }

int local(struct stream *stream) {
  int (*unlink)(const char *) = stream->open;
  return unlink("x");
}
