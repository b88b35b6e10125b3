// What a shell expects of a process that it started, done for one that has a child in its place.
#include "supervise.h"

#include <asm/signal.h>
#include <linux/fcntl.h>
#include <linux/signalfd.h>
#include <linux/wait.h>

#include "report.h"
#include "system.h"

enum {
  INTERRUPTED = -4,
  AGAIN = -11,
  BY_KERNEL = 0x80,  // SI_KERNEL: from a terminal, whose whole foreground group gets it
};

void begin_supervision(struct supervision *program) {
  // All but the two that nobody can block. A fault of our own ends us, blocked or not.
  uint64_t all = ~0ULL;
  call4(__NR_rt_sigprocmask, SIG_SETMASK, &all, 0, sizeof all);
  long result = call4(__NR_signalfd4, -1, &all, sizeof all, O_CLOEXEC | O_NONBLOCK);
  if (is_error(result)) fail("the broker cannot read its signals", result);
  program->signals = (int)result;
}

static void send(const struct supervision *program, uint32_t signal) {
  call4(__NR_pidfd_send_signal, program->process, signal, 0, 0);
}

// A stop that the program chose or was told: we stop as well, or the shell would wait for ever.
static int look_at_program(struct supervision *program) {
  for (;;) {
    long result = call4(__NR_wait4, program->process_id, &program->status, WNOHANG | WUNTRACED, 0);
    if (result == INTERRUPTED) continue;
    if (result <= 0) return 0;
    if ((program->status & 0xff) != 0x7f) return 1;
    call2(__NR_kill, call0(__NR_getpid), SIGSTOP);
    // Continued, by whomever: so is the program.
    send(program, SIGCONT);
  }
}

int follow_signals(struct supervision *program) {
  struct signalfd_siginfo signal;
  uint32_t own_process = (uint32_t)call0(__NR_getpid);
  for (;;) {
    long result = call3(__NR_read, program->signals, &signal, sizeof signal);
    if (result == INTERRUPTED) continue;
    if (result == AGAIN) return look_at_program(program);
    if (result != sizeof signal) fail("the broker cannot read its signals", result);
    // SIGPIPE and SIGXFSZ of our own writes name ourselves as their sender.
    if (signal.ssi_signo != SIGCHLD && signal.ssi_code != BY_KERNEL && signal.ssi_pid != own_process)
      send(program, signal.ssi_signo);
  }
}

_Noreturn void end_as_program(const struct supervision *program) {
  uint32_t signal = (uint32_t)program->status & 0x7f;
  if (signal != 0) {
    // The handlers are the standard ones since shed.c; a signal whose standard is to be ignored or to
    // stop cannot have ended the program.
    uint64_t none = 0;
    call2(__NR_kill, call0(__NR_getpid), signal);
    call4(__NR_rt_sigprocmask, SIG_SETMASK, &none, 0, sizeof none);
  }
  for (;;) call1(__NR_exit_group, signal != 0 ? 128 + signal : (uint32_t)program->status >> 8);
}
