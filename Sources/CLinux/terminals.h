// Pseudo-terminals, pty(7): ioctl(2) is variadic, which Swift does not import. Every function returns -errno on
// failure.
#pragma once

#include <errno.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

// Both ends of a new one, closed on exec; nobody's controlling terminal.
static inline long linux_terminal(int *master, int *slave) {
  int unlocked = 0;
  const int flags = 02 | 0400 | 02000000;  // O_RDWR, O_NOCTTY, O_CLOEXEC
  *master = (int)syscall(SYS_openat, -100 /* AT_FDCWD */, "/dev/ptmx", flags);
  if (*master < 0) return -errno;
  // TIOCGPTPEER, Linux 4.13: without a path, which might be another file system's.
  if (ioctl(*master, TIOCSPTLCK, &unlocked) == 0 &&
      (*slave = ioctl(*master, 0x5441, flags)) >= 0)
    return 0;
  long error = -errno;
  close(*master);
  return error;
}

static inline void linux_copy_window_size(int from, int to) {
  struct winsize size;
  if (ioctl(from, TIOCGWINSZ, &size) == 0) ioctl(to, TIOCSWINSZ, &size);
}

static inline long linux_unread(int descriptor) {
  int count = 0;
  return ioctl(descriptor, FIONREAD, &count) < 0 ? -errno : count;
}

// Readable when one of them has come, signalfd(2); they act no more.
static inline long linux_terminal_signals(void) {
  static const int signals[] = {SIGINT,  SIGQUIT, SIGTERM, SIGHUP,  SIGPIPE,
                                SIGTSTP, SIGCONT, SIGTTIN, SIGTTOU, SIGWINCH};
  sigset_t set;
  sigemptyset(&set);
  for (unsigned i = 0; i < sizeof signals / sizeof signals[0]; i++) sigaddset(&set, signals[i]);
  if (sigprocmask(SIG_BLOCK, &set, NULL) < 0) return -errno;
  int result = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  return result < 0 ? -errno : result;
}

// The next of them, or 0.
static inline int linux_next_signal(int signals) {
  struct signalfd_siginfo signal;
  return read(signals, &signal, sizeof signal) == sizeof signal ? (int)signal.ssi_signo : 0;
}
