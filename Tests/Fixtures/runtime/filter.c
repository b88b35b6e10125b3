// The launcher's filter outside the kernel.
//   filter rules GROUP...   prints every rule as text
//   filter ones GROUP...    prints the calls that pass if all arguments are all ones
//   filter check GROUP...   compares the compiled filter with a plain reading of the rules
// The groups are those of rules.h; `told` sends refused calls to the broker.
#include "../../../Sources/launch/filter.c"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CALLS = 1024 };
static const uint64_t table_place = 0x7f1234540000;

_Noreturn void fail(const char *what, long error) {
  fprintf(stderr, "%s %ld\n", what, error);
  exit(2);
}

// What the kernel's machine for classic BPF does, for the operations that filter.c uses.
static uint32_t run(const struct seccomp_data *data) {
  uint32_t accumulator = 0;
  for (uint32_t at = 0; at < length; at++) {
    const struct sock_filter *step = &code[at];
    int holds = 0;
    switch (step->code) {
      case BPF_LD | BPF_W | BPF_ABS:
        memcpy(&accumulator, (const char *)data + step->k, sizeof accumulator);
        continue;
      case BPF_ALU | BPF_AND | BPF_K: accumulator &= step->k; continue;
      case BPF_RET | BPF_K: return step->k;
      case BPF_JMP | BPF_JA: at += step->k; continue;
      case BPF_JMP | BPF_JEQ | BPF_K: holds = accumulator == step->k; break;
      case BPF_JMP | BPF_JGE | BPF_K: holds = accumulator >= step->k; break;
      case BPF_JMP | BPF_JGT | BPF_K: holds = accumulator > step->k; break;
      case BPF_JMP | BPF_JSET | BPF_K: holds = (accumulator & step->k) != 0; break;
      default: fail("an operation that is not simulated", step->code);
    }
    at += holds ? step->jt : step->jf;
  }
  fail("the filter has no end", 0);
}

static int is_in(enum number_set set, uint32_t number) {
  uint32_t count;
  const uint32_t *numbers = numbers_of(set, &count);
  for (uint32_t i = 0; i < count; i++)
    if (numbers[i] == number) return 1;
  return 0;
}

static int holds(const struct condition *condition, uint64_t argument) {
  uint32_t low = (uint32_t)argument, value = condition->value;
  switch ((enum condition_kind)condition->kind) {
    case ALWAYS: return 1;
    case HELD: return (int32_t)low >= 0;
    case VALUE: return low == value;
    case WIDE_VALUE: return argument == value;
    case WITHOUT: return (low & value) == 0;
    case WITH: return (low & value) == value;
    case AT_MOST: return low <= value;
    case ONE_OF: return is_in(value, low);
    case OWN_PROCESS: return low == own_process;
    case OWN_OR_ZERO: return low == own_process || low == 0;
    case TABLE_SLOT:
      return argument >= table_place && argument < table_place + TABLE_SIZE &&
             argument % TABLE_SLOT_SIZE == 0;
    case SEALED_EMPTY: return argument == table_place + TABLE_EMPTY_STRING;
  }
  return 0;
}

// What the first rule whose conditions hold answers.
static uint32_t reading(const struct seccomp_data *data) {
  for (uint32_t i = 0; i < rule_count; i++) {
    if (rules[i].call != (uint32_t)data->nr) continue;
    int all = 1;
    for (int c = 0; c < CONDITION_LIMIT && rules[i].conditions[c].kind != ALWAYS; c++)
      all &= holds(&rules[i].conditions[c], data->args[rules[i].conditions[c].argument]);
    if (all) return rules[i].asks_broker ? SECCOMP_RET_USER_NOTIF : SECCOMP_RET_ALLOW;
  }
  return refused;
}

static uint64_t interesting(void) {
  static const uint64_t values[] = {
      0, 1, 2, 3, 5, 6, 11, 12, 24, 32, 0x1000, 0x7fffffff, 0x80000000, 0xffffff9c, 0xffffffff,
      -1ULL, -100ULL, 1ULL << 32, 0x7fffffff00000000,
      table_place, table_place + 8, table_place + 24, table_place + 32, table_place + TABLE_SIZE,
      table_place - 32, table_place + TABLE_SIZE - 32, table_place ^ 1ULL << 32, 0x20000000,
  };
  int choice = rand() % 8;
  if (choice == 1) return own_process | (uint64_t)(rand() % 2) << 32;
  if (choice == 0) return (uint64_t)rand() << rand() % 33;
  if (choice > 2) return values[(size_t)rand() % (sizeof values / sizeof values[0])];
  uint32_t count;
  const uint32_t *numbers = numbers_of((enum number_set)(rand() % (BROKER_REQUESTS + 1)), &count);
  return numbers[(uint32_t)rand() % count];
}

// A value that meets the condition, so that the paths behind it are walked too.
static uint64_t meeting(const struct condition *condition) {
  uint32_t count;
  switch ((enum condition_kind)condition->kind) {
    case VALUE:
    case WIDE_VALUE:
    case WITH:
    case AT_MOST: return condition->value;
    case ONE_OF: return numbers_of(condition->value, &count)[0];
    case OWN_PROCESS:
    case OWN_OR_ZERO: return own_process;
    case TABLE_SLOT: return table_place + 64;
    case SEALED_EMPTY: return table_place + TABLE_EMPTY_STRING;
    default: return 0;
  }
}

static int agrees(const struct seccomp_data *data) {
  uint32_t wanted = data->nr == __NR_clone3 ? SECCOMP_RET_ERRNO | 38 : reading(data);
  uint32_t found = run(data);
  if (found != wanted)
    printf("call %d answers %#x instead of %#x\n", data->nr, found, wanted);
  return found == wanted;
}

static int check(void) {
  int good = 1;
  struct seccomp_data data = {.arch = AUDIT_ARCH_X86_64};
  for (data.nr = 0; data.nr < CALLS; data.nr++)
    for (int i = 0; i < 200 && good; i++) {
      for (int a = 0; a < 6; a++) data.args[a] = interesting();
      good &= agrees(&data);
    }
  for (uint32_t r = 0; r < rule_count; r++)
    for (int i = 0; i < 300 && good; i++) {
      data.nr = (int)rules[r].call;
      for (int a = 0; a < 6; a++) data.args[a] = interesting();
      for (int c = 0; c < CONDITION_LIMIT && rules[r].conditions[c].kind != ALWAYS; c++)
        data.args[rules[r].conditions[c].argument] = meeting(&rules[r].conditions[c]);
      // One argument is left to chance again.
      if (i > 0) data.args[i % 6] = interesting();
      good &= agrees(&data);
    }
  for (uint32_t call = 0; call < CALLS; call++) {
    struct seccomp_data foreign = {.nr = (int)call, .arch = AUDIT_ARCH_I386};
    struct seccomp_data wide = {.nr = (int)(X32_BIT | call), .arch = AUDIT_ARCH_X86_64};
    struct seccomp_data negative = {.nr = -1 - (int)call, .arch = AUDIT_ARCH_X86_64};
    good &= run(&foreign) == SECCOMP_RET_KILL_PROCESS && run(&wide) == SECCOMP_RET_KILL_PROCESS &&
            run(&negative) == SECCOMP_RET_KILL_PROCESS;
  }
  puts(good ? "agrees" : "differs");
  return good ? 0 : 1;
}

static void print_condition(const struct condition *condition) {
  static const char *const names[] = {"",        "held",        "=",           "==",
                                      "without", "with",        "at-most",     "one-of",
                                      "own",     "own-or-zero", "slot",        "sealed-empty"};
  printf(" %d:%s", condition->argument, names[condition->kind]);
  if (condition->kind == ONE_OF) {
    uint32_t count;
    const uint32_t *numbers = numbers_of(condition->value, &count);
    for (uint32_t i = 0; i < count; i++) printf("%c%u", i == 0 ? '(' : ',', numbers[i]);
    printf(")");
  } else if (condition->kind >= VALUE && condition->kind <= AT_MOST) {
    printf("(%#x)", condition->value);
  }
}

static void print_rules(void) {
  for (uint32_t i = 0; i < rule_count; i++) {
    printf("%u", rules[i].call);
    for (int c = 0; c < CONDITION_LIMIT && rules[i].conditions[c].kind != ALWAYS; c++)
      print_condition(&rules[i].conditions[c]);
    puts(rules[i].asks_broker ? " by-broker" : "");
  }
}

static void print_passing_ones(void) {
  struct seccomp_data data = {.arch = AUDIT_ARCH_X86_64};
  memset(data.args, 0xff, sizeof data.args);
  for (data.nr = 0; data.nr < CALLS; data.nr++) {
    int ends = data.nr == __NR_rt_sigreturn || data.nr == __NR_pause || data.nr == __NR_exit ||
               data.nr == __NR_exit_group;
    if (!ends && run(&data) != refused) printf("%d\n", data.nr);
  }
}

int main(int count, char **arguments) {
  if (count < 3) return 64;
  static const char *const groups[] = {"standard", "locks", "names",  "metadata",
                                       "broker",   "opens", "watched-opens", "status",
                                       "brokered", "hand", "judged-locks", "no-locks",
                                       "terminal"};
  struct filter filter = {.table = table_place};
  for (int i = 2; i < count; i++) {
    filter.tells |= strcmp(arguments[i], "told") == 0;
    for (uint32_t group = 0; group < sizeof groups / sizeof groups[0]; group++)
      if (strcmp(arguments[i], groups[group]) == 0) filter.groups |= 1u << group;
  }
  compile_filter(&filter);
  if (strcmp(arguments[1], "rules") == 0) print_rules();
  if (strcmp(arguments[1], "ones") == 0) print_passing_ones();
  return strcmp(arguments[1], "check") == 0 ? check() : 0;
}
