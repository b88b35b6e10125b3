// The program as its broker sees it: signals go to it, and its end is passed on.
#pragma once

struct supervision {
  int process_id;
  int process;  // a descriptor of the process, pidfd_open(2)
  int signals;  // where our own signals are read, signalfd(2)
  int status;   // once it has ended, as wait(2) gives it
};

void begin_supervision(struct supervision *program);

// Reads all signals that came and passes them on; whether the program has ended.
int follow_signals(struct supervision *program);

// Ends the broker as the program ended: with its status, or by its signal.
_Noreturn void end_as_program(const struct supervision *program);
