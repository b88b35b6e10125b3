// Ways around the filter, and what an exec would have cleaned.
#define _GNU_SOURCE
#include "probe.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>

// Of linux/filter.h and linux/seccomp.h, which musl's compiler wrapper hides.
struct instruction {
  uint16_t code;
  uint8_t when_true, when_false;
  uint32_t value;
};
enum { SET_FILTER = 1, NEW_LISTENER = 8, RETURN = 6, LET_PASS = 0x7fff0000 };
static const unsigned long is_valid = 0x40082102;  // SECCOMP_IOCTL_NOTIF_ID_VALID

static long own_how(const char *path, uint64_t resolve) {
  struct open_how how = {.flags = O_RDONLY, .resolve = resolve};
  return opened(raw(SYS_openat2, WRITABLE, path, &how, sizeof how));
}

static void *open_in_thread(void *result) {
  long opening = opened(raw(SYS_open, "/etc/passwd", O_RDONLY));
  *(long *)result = opening < 0 ? -errno : 0;
  return NULL;
}

static long from_thread(void) {
  pthread_t thread;
  long result = 0;
  if (pthread_create(&thread, NULL, open_in_thread, &result) != 0) {
    probe_reason = "no-thread";
    return -1;
  }
  pthread_join(thread, NULL);
  errno = (int)-result;
  return result;
}

// A filter of one's own that lets everything pass; it cannot undo another's, but a listener of it would
// be asked before ours.
static long new_filter(unsigned long flags) {
  struct instruction code[] = {{RETURN, 0, 0, LET_PASS}};
  struct {
    unsigned short length;
    struct instruction *code;
  } program = {1, code};
  raw(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  return raw(SYS_seccomp, SET_FILTER, flags, &program);
}

// Answering its own calls takes the listener: a request to any number, where it may have been left.
static long answer_own_calls(void) {
  long listener = probe_is_control ? new_filter(NEW_LISTENER) : 4;
  uint64_t identity = 1;
  long result = raw(SYS_ioctl, listener, is_valid, &identity);
  return probe_is_control && result < 0 && errno == ENOENT ? 0 : result;
}

void probe_evasions(void) {
  TRY("evasion/own-how", BY_FILTER, "openat2 of /etc/passwd with an open_how of one's own",
      own_how("/etc/passwd", 0));
  TRY("evasion/own-how-up", BY_FILTER, "openat2 of ../secret with it", own_how("../secret", 0));
  TRY("evasion/own-how-in-root", BY_FILTER, "openat2 with RESOLVE_IN_ROOT", own_how("/in", RESOLVE_IN_ROOT));
  TRY("evasion/thread-opens", BY_FILTER, "open in a thread made after the start", from_thread());
  TRY("evasion/new-filter", BY_FILTER, "seccomp, another filter", new_filter(0));
  TRY("evasion/new-listener", BY_FILTER, "seccomp, a listener of one's own",
      opened(new_filter(NEW_LISTENER)));
  TRY("evasion/strict-mode", BY_FILTER, "prctl(PR_GET_SECCOMP)", raw(SYS_prctl, PR_GET_SECCOMP, 0, 0, 0, 0));
  TRY("evasion/answer-own-calls", BY_FILTER, "a seccomp listener's request", answer_own_calls());
  TRY("evasion/processor-faults", BY_FILTER, "arch_prctl(ARCH_GET_CPUID)", raw(SYS_arch_prctl, 0x1011, 0));
  TRY_AS(NOWHERE, "evasion/unknown-call", BY_FILTER, "call number 999", raw(999, 0, 0, 0, 0, 0, 0));
}

// Row 3: the kernel's exec cleans, so the launcher must.
void probe_left_over(void) {
  TRY("left/stray-descriptor", "launcher EBADF", "read a file that the caller left open at 700",
      raw(SYS_pread64, STRAY, (char[4]){0}, 4, 0));
  long found = -1;
  for (int number = UNLISTED + 1; number < 8192 && !probe_is_control; number++)
    if (raw(SYS_fcntl, number, F_GETFD) >= 0) found = number;
  TRY("left/any-descriptor", "launcher EBADF", "find any descriptor but those granted, up to 8192",
      probe_is_control ? raw(SYS_fcntl, STRAY, F_GETFD) : (errno = EBADF, found));
  TRY("left/environment", "launcher ENOENT", "find a variable of the caller's",
      (errno = ENOENT, environ[0] != NULL ? 0 : -1));
  // Opens whatever the mode says: only a capability does.
  TRY("left/capabilities", "capabilities EACCES", "open a file that only a capability opens",
      beneath(READABLE, "closed", SLOT_READ));
}

// Linux kills a process that uses another architecture's numbers, so the line is printed first and
// corrected if we are still there.
void probe_foreign_calls(const char *which) {
  static const char path[] = "/etc/passwd";
  long result = -ENOSYS;
  int is_x32 = which[0] == 'x';
  struct act act = {is_x32 ? "evasion/x32" : "evasion/int80", BY_KILL, OUTSIDE,
                    is_x32 ? "open by its x32 number" : "open by int 0x80"};
  if (!probe_is_control) {
    printf("%s\tSIGSYS\tSIGSYS\tkill\t%s\t%s\n", act.name, act.control, act.what);
    fflush(stdout);
  }
  if (!probe_begins(&act)) return;
  if (is_x32) {
    result = raw(0x40000000 | SYS_open, path, O_RDONLY);
    result = result < 0 ? -errno : result;
  } else {
    // open is 5 in the i386 table; the pointer must lie in the low 4 GiB.
    register long answer __asm__("rax") = 5;
    __asm__ volatile("int $0x80" : "+r"(answer) : "b"(path), "c"(0), "d"(0) : "memory");
    result = (int)answer;
  }
  if (result < 0) errno = (int)-result;
  probe_ends(result < 0 ? -1 : result);
}
