// deny CALL ERRNO [@ARGUMENT|@ARGUMENT=VALUE]... COMMAND...: runs a command for which one system call fails, as
// on a kernel without it or in a container that refuses it; with @ARGUMENT only where that argument is 0,
// with a value where its low 32 bits are that, or all 64 if it has more. An errno of 0 makes the call do nothing and answer 0.
//
// deny -f LIST COMMAND...: the same for all calls of a list, one a line: NUMBER NAME ERRNO [MASK], with a
// MASK only where the first argument has one of its bits.
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

enum { LIMIT = 1024 };

static struct sock_filter code[LIMIT];
static unsigned short length;

static void emit(unsigned short operation, unsigned char when_true, unsigned char when_false, unsigned value) {
  if (length == LIMIT) exit(70);
  code[length++] = (struct sock_filter){operation, when_true, when_false, value};
}

static void load(unsigned offset) { emit(BPF_LD | BPF_W | BPF_ABS, 0, 0, offset); }

static unsigned argument_at(unsigned index) { return offsetof(struct seccomp_data, args) + 8 * index; }

static void answer(unsigned error) { emit(BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ERRNO | error); }

static void deny(unsigned call, unsigned error) {
  emit(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, call);
  answer(error);
}

// The conditions that stand at `texts`, each of which must hold; returns what is behind them.
static char **deny_where(unsigned call, unsigned error, char **texts) {
  unsigned short failing[16], count = 0;
  emit(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, call);
  failing[count++] = length - 1;
  for (; texts[0][0] == '@'; texts++) {
    char *end;
    unsigned argument = (unsigned)strtoul(texts[0] + 1, &end, 10);
    unsigned long value = *end == '=' ? strtoul(end + 1, NULL, 0) : 0;
    int halves = *end == '=' && value >> 32 == 0 ? 1 : 2;
    for (int half = 0; half < halves; half++) {
      if (count == 16) exit(70);
      load(argument_at(argument) + 4 * (unsigned)half);
      emit(BPF_JMP | BPF_JEQ | BPF_K, 0, 0, (unsigned)(value >> 32 * half));
      failing[count++] = length - 1;
    }
  }
  answer(error);
  for (unsigned short i = 0; i < count; i++)
    code[failing[i]].jf = (unsigned char)(length - failing[i] - 1);
  load(offsetof(struct seccomp_data, nr));
  return texts;
}

static void deny_if_any(unsigned call, unsigned error, unsigned mask) {
  emit(BPF_JMP | BPF_JEQ | BPF_K, 0, 4, call);
  load(argument_at(0));
  emit(BPF_JMP | BPF_JSET | BPF_K, 0, 1, mask);
  answer(error);
  load(offsetof(struct seccomp_data, nr));
}

static void deny_list(const char *path) {
  FILE *list = fopen(path, "r");
  if (list == NULL) {
    perror(path);
    exit(70);
  }
  char line[256];
  while (fgets(line, sizeof line, list) != NULL) {
    unsigned call, error, mask;
    if (line[0] == '#') continue;
    int found = sscanf(line, "%u %*s %u %x", &call, &error, &mask);
    if (found == 2) deny(call, error);
    if (found == 3) deny_if_any(call, error, mask);
    if (found < 2) exit(70);
  }
  fclose(list);
}

int main(int count, char **arguments) {
  if (count < 4) return 64;
  load(offsetof(struct seccomp_data, nr));
  char **command = arguments + 3;
  if (strcmp(arguments[1], "-f") == 0) {
    deny_list(arguments[2]);
  } else {
    unsigned call = (unsigned)atoi(arguments[1]), error = (unsigned)atoi(arguments[2]);
    command = deny_where(call, error, command);
  }
  emit(BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW);
  struct sock_fprog program = {length, code};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
      prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
    perror("deny");
    return 70;
  }
  execvp(command[0], command);
  perror(command[0]);
  return 71;
}
