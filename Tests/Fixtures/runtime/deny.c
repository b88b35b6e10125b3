// deny CALL ERRNO [ARGUMENT] COMMAND...: runs a command for which one system call fails, as on a
// kernel without it or in a container that refuses it; with ARGUMENT (`@1`) only where that argument
// is 0. An errno of 0 makes the call do nothing and answer 0.
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

int main(int count, char **arguments) {
  if (count < 4) return 64;
  unsigned call = (unsigned)atoi(arguments[1]);
  unsigned answer = SECCOMP_RET_ERRNO | (unsigned)atoi(arguments[2]);
  char **command = arguments + 3;
  int conditional = command[0][0] == '@';
  unsigned argument = conditional ? (unsigned)atoi(command[0] + 1) : 0;
  unsigned at = offsetof(struct seccomp_data, args) + 8 * argument;
  command += conditional;
  struct sock_filter code[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, conditional ? 5 : 1),
      conditional ? (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, at)
                  : (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, answer),
      conditional ? (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 3)
                  : (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, at + 4),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, answer),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {sizeof code / sizeof code[0], code};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
    perror("deny");
    return 70;
  }
  execvp(command[0], command);
  perror(command[0]);
  return 71;
}
