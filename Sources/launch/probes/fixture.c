// The granted directories, and beside them what was not granted.
#define _GNU_SOURCE
#include "probe.h"

#ifndef FDPORT_PROBE_INSIDE

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

static void put(const char *path, const char *contents) {
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file < 0 || write(file, contents, strlen(contents)) < 0) {
    perror(path);
    exit(2);
  }
  close(file);
}

static void link_to_grant(void) {
  char target[PATH_MAX];
  if (realpath("writable/in", target) != NULL) symlink(target, "writable/longlink");
}

void prepare_fixture(void) {
  static const char *const directories[] = {
      "writable", "writable/sub", "readable", "readable/sub", "keeping", "keeping/empty",
      "outside",  "outside/sub",  "etc",      "unlisted"};
  umask(022);
  for (size_t i = 0; i < sizeof directories / sizeof directories[0]; i++)
    mkdir(directories[i], 0755);
  put("writable/in", "in\n");
  put("writable/sub/deep", "deep\n");
  put("writable/victim", "victim\n");
  put("readable/in", "in\n");
  put("readable/movable", "movable\n");
  put("readable/removable", "removable\n");
  put("unlisted/in", "in\n");
  put("log", "first\n");
  put("keeping/kept", "kept\n");
  put("keeping/replaced", "replaced\n");
  put("keeping/unmoved", "unmoved\n");
  put("outside/file", "file\n");
  mkdir("empty", 0755);
  mkdir("readable/empty", 0755);
  put("file", "file\n");
  put("secret", "secret\n");
  put("victim", "victim\n");
  put("incoming", "incoming\n");
  // Mode 0: only a capability opens it.
  put("readable/closed", "closed\n");
  chmod("readable/closed", 0);
  mkfifo("readable/pipe", 0644);
  symlink("in", "writable/link");
  symlink("../secret", "writable/uplink");
  symlink("uplink", "writable/chain");
  symlink("/etc/passwd", "writable/rootlink");
  symlink("../created", "writable/dangling");
  symlink("..", "writable/sub/updir");
  symlink("../outside", "writable/outlink");
  symlink("../outside/", "writable/slashlink");
  link_to_grant();
}

static void hold(int number, const char *path, int flags) {
  int file = open(path, flags, 0644);
  if (file < 0 || dup2(file, number) != number) {
    perror(path);
    exit(2);
  }
  if (file != number) close(file);
}

void hold_fixture(const char *group) {
  hold(WRITABLE, "writable", O_RDONLY | O_DIRECTORY);
  hold(READABLE, strcmp(group, "root") == 0 ? "/" : "readable", O_RDONLY | O_DIRECTORY);
  hold(FILE_READABLE, "file", O_RDONLY);
  hold(KEEPING, "keeping", O_RDONLY | O_DIRECTORY);
  hold(LOG, "log", O_WRONLY | O_APPEND | O_CREAT);
  hold(UNLISTED, "unlisted", O_RDONLY | O_DIRECTORY);
  dup2((int)raw(SYS_memfd_create, "probe", MFD_ALLOW_SEALING), MEMORY);
  hold(STRAY, "secret", O_RDONLY);
}

#endif
