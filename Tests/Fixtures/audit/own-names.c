// Everything else that may be called open, stat or unlink.
typedef int access;
enum { rmdir = 3, chdir };
struct stat { int unlink; };
union link { int open; };

static int mkdir(int mode) { return mode; }
static int symlink = 4;
#define chroot(x) ((x)->unlink)
#define truncate local_truncate
static int local_truncate(int n) { return n; }

int parameter(int open, int (*system)(int)) { return open + system(1); }

int names(struct stat *stat, union link link) {
  access unlink = rmdir + chdir;
  int (*kill)(int) = mkdir;
  goto open;
open:
  for (int popen = 0; popen < 3; popen++) unlink += popen;
  return stat->unlink + link.open + unlink + kill(1) + symlink + chroot(stat) + truncate(1) +
         mkdir(2) + (int)sizeof(struct stat);
}
