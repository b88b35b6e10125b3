// Prints its process id, then a line for each SIGUSR1, SIGTERM and SIGWINCH; ends with status 3 at the
// third signal.
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static volatile sig_atomic_t last;

static void note(int signal) { last = signal; }

int main(void) {
  setvbuf(stdout, NULL, _IONBF, 0);
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  // Blocked but while it waits, so that none gets lost between two waits.
  sigprocmask(SIG_BLOCK, &all, NULL);
  signal(SIGUSR1, note);
  signal(SIGTERM, note);
  signal(SIGWINCH, note);
  printf("process %d\n", (int)getpid());
  for (int count = 0; count < 3; count++) {
    sigsuspend(&none);
    printf("signal %d\n", (int)last);
  }
  return 3;
}
