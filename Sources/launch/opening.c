#include "opening.h"

#include <asm/stat.h>
#include <linux/fcntl.h>
#include <linux/openat2.h>
#include <linux/stat.h>

#include "bytes.h"
#include "descriptors.h"
#include "report.h"
#include "sealable.h"
#include "system.h"

enum { BAD_DESCRIPTOR = -9, LOOP = -40, STREAMS = 3, USE_EFFECTIVE_IDS = 0x200, EXECUTE = 1 };

static int was_closed[STREAMS];

void fill_streams(void) {
  for (int number = 0; number < STREAMS; number++) {
    was_closed[number] = call3(__NR_fcntl, number, F_GETFD, 0) == BAD_DESCRIPTOR;
    // The lowest free number is this one.
    if (was_closed[number] && call3(__NR_open, "/dev/null", O_RDWR, 0) != number)
      fail("cannot fill a closed standard stream", 0);
  }
}

// A socket could be one that takes addresses, a directory is granted as one. What the front asks of the
// streams of its start (Launch.swift) is asked of these.
static void check_stream(struct plan *plan, uint32_t number) {
  struct stat status;
  if (number >= STREAMS || was_closed[number])
    fail("a standard stream that is to be inherited is closed", 0);
  long result = call2(__NR_fstat, number, &status);
  if (is_error(result)) fail("a standard stream cannot be examined", result);
  uint32_t kind = status.st_mode & S_IFMT;
  if (kind == S_IFSOCK || kind == S_IFDIR)
    fail("a standard stream is a socket or a directory: start it by `fdport run`", 0);
  int is_for_reading = (call3(__NR_fcntl, number, F_GETFL, 0) & O_ACCMODE) == O_RDONLY;
  if (is_for_reading || number == 0) plan->flags &= ~(uint32_t)PLAN_LOCKS;
  if (is_for_reading && kind == S_IFREG) plan->flags &= ~(uint32_t)PLAN_METADATA;
}

static long open_by(const struct plan_opening *opening, const char *path, uint64_t flags) {
  struct open_how how = {
      .flags = flags | O_CLOEXEC,
      .resolve = RESOLVE_NO_MAGICLINKS | (opening->kind == PLAN_PATH ? RESOLVE_NO_SYMLINKS : 0),
  };
  long file = call4(__NR_openat2, AT_FDCWD, path, &how, sizeof how);
  if (file == LOOP) fail_at(path, "leads through a symbolic link", 0);
  if (is_error(file)) fail_at(path, "cannot be opened", file);
  return file;
}

// A number is given again once its file is gone; the time of birth tells the two apart, where the file
// system keeps one (statx(2); elsewhere both are 0).
static void check_identity(const struct plan_opening *opening, const char *path, long file) {
  struct statx status;
  long result = call5(__NR_statx, file, "", AT_EMPTY_PATH, STATX_BASIC_STATS | STATX_BTIME, &status);
  if (is_error(result)) fail_at(path, "cannot be examined", result);
  uint64_t number = opening->file[0] | (uint64_t)opening->file[1] << 32;
  uint64_t birth = opening->birth[0] | (uint64_t)opening->birth[1] << 32;
  int has_birth = (status.stx_mask & STATX_BTIME) != 0;
  if (status.stx_dev_major != opening->device[0] || status.stx_dev_minor != opening->device[1] ||
      status.stx_ino != number || (has_birth ? (uint64_t)status.stx_btime.tv_sec : 0) != birth ||
      (has_birth ? status.stx_btime.tv_nsec : 0) != opening->birth_fraction)
    fail_at(path, "is not the file that it was when the plan was made: make the plan again", 0);
}

// Looked at before it is opened, as the front does: opening a device or a pipe already acts.
static long open_path(const struct plan_opening *opening, const char *path) {
  long seen = open_by(opening, path, O_PATH);
  check_identity(opening, path, seen);
  call1(__NR_close, seen);
  int is_path = (opening->flags & O_PATH) != 0;
  long file = open_by(opening, path, opening->flags | (is_path ? 0 : O_NONBLOCK));
  check_identity(opening, path, file);
  if (!is_path) call3(__NR_fcntl, file, F_SETFL, 0);
  return file;
}

static long make_memory(const char *contents) {
  long memory = make_sealable_memory("fdport-argument");
  long size = (long)strlen(contents);
  long result = call3(__NR_write, memory, contents, size);
  if (result != size) fail("the argument cannot be written to memory", result);
  call3(__NR_lseek, memory, 0, 0);
  result = call3(__NR_fcntl, memory, F_ADD_SEALS,
                 F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL);
  if (is_error(result)) fail("the argument's memory cannot be sealed", result);
  return memory;
}

static void stage(struct plan *plan, const struct plan_opening *opening, const char *path,
                  uint32_t place) {
  long file = opening->flags;
  if (opening->kind == PLAN_STREAM) check_stream(plan, opening->flags);
  else file = opening->kind == PLAN_MEMORY ? make_memory(path) : open_path(opening, path);
  if (file == place) return;
  long result = call3(__NR_dup3, file, place, O_CLOEXEC);
  if (is_error(result)) fail_at(path, "cannot be put in its place", result);
  if (opening->kind != PLAN_STREAM) call1(__NR_close, file);
}

void open_grants(struct plan *plan) {
  uint32_t base = plan->header->base;
  // Messages; the streams lie below all staged numbers.
  call3(__NR_dup3, 2, base, O_CLOEXEC);
  const char *path = plan->paths;
  stage(plan, &plan->openings[0], path, (uint32_t)program_descriptor(plan));
  // execve would ask; the ids are the caller's still.
  if (is_error(call4(__NR_faccessat2, program_descriptor(plan), "", EXECUTE,
                     USE_EFFECTIVE_IDS | AT_EMPTY_PATH)))
    fail_program("the program has no execute permission", 0);
  for (uint32_t i = 0; i < plan->header->grant_count; i++) {
    path = next_string(path);
    stage(plan, &plan->openings[1 + i], path, plan->grants[i].staged);
  }
}
