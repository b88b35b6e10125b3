// Compiling the rules to classic BPF (seccomp(2), linux/filter.h): a binary search by call number,
// so that neither the 450 trial runs that the kernel makes when it builds its cache of calls that
// are always allowed nor the calls with arguments walk the whole list.
#include "filter.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

#include "guards.h"
#include "report.h"
#include "rules.h"
#include "system.h"

enum {
  RULE_LIMIT = 256,
  X32_BIT = 0x40000000,  // asm/unistd.h, __X32_SYSCALL_BIT
  FAIL_LIMIT = 32,
};

static struct sock_filter code[BPF_MAXINSNS];
static uint32_t length;

static struct rule rules[RULE_LIMIT];
static uint32_t rule_count;

static uint64_t table_address;
static uint32_t own_process;

// What a call is answered that no rule allows.
static uint32_t refused = SECCOMP_RET_ERRNO | ENOTCAPABLE;

// Jumps of the rule being compiled that leave it when a condition does not hold.
static uint32_t failing[FAIL_LIMIT];
static uint32_t failing_count;

static uint32_t emit(uint16_t operation, uint8_t when_true, uint8_t when_false, uint32_t value) {
  if (length == BPF_MAXINSNS) fail("the filter is too long", 0);
  code[length] = (struct sock_filter){operation, when_true, when_false, value};
  return length++;
}

static void answer(uint32_t value) { emit(BPF_RET | BPF_K, 0, 0, value); }

static void load_low(uint8_t argument) {
  emit(BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(struct seccomp_data, args) + 8u * argument);
}

static void load_high(uint8_t argument) {
  emit(BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(struct seccomp_data, args) + 8u * argument + 4);
}

// Jumps of a failing kind are completed at the rule's end: 0xff in the field that fails.
enum { FAILS = 0xff };

static void test(uint16_t comparison, uint8_t when_true, uint8_t when_false, uint32_t value) {
  if (failing_count == FAIL_LIMIT) fail("a rule has too many conditions", 0);
  failing[failing_count++] = emit(BPF_JMP | comparison | BPF_K, when_true, when_false, value);
}

static void demand_equal(uint32_t value) { test(BPF_JEQ, 0, FAILS, value); }

static void demand_wide(uint8_t argument, uint64_t value) {
  load_high(argument);
  demand_equal((uint32_t)(value >> 32));
  load_low(argument);
  demand_equal((uint32_t)value);
}

static void demand_slot(uint8_t argument) {
  load_high(argument);
  demand_equal((uint32_t)(table_address >> 32));
  load_low(argument);
  // In the table (its size is a power of two and it is aligned to it) and at the start of a slot.
  emit(BPF_ALU | BPF_AND | BPF_K, 0, 0,
       ~(uint32_t)(TABLE_SIZE - 1) | (uint32_t)(TABLE_SLOT_SIZE - 1));
  demand_equal((uint32_t)table_address);
}

static void demand_one_of(uint8_t argument, enum number_set set) {
  uint32_t count;
  const uint32_t *numbers = numbers_of(set, &count);
  load_low(argument);
  for (uint32_t i = 0; i + 1 < count; i++)
    emit(BPF_JMP | BPF_JEQ | BPF_K, (uint8_t)(count - 1 - i), 0, numbers[i]);
  demand_equal(numbers[count - 1]);
}

static void compile_condition(const struct condition *condition) {
  uint8_t argument = condition->argument;
  enum condition_kind kind = condition->kind;
  if (kind == WIDE_VALUE) {
    demand_wide(argument, condition->value);
  } else if (kind == TABLE_SLOT) {
    demand_slot(argument);
  } else if (kind == SEALED_EMPTY) {
    demand_wide(argument, table_address + TABLE_EMPTY_STRING);
  } else if (kind == ONE_OF) {
    demand_one_of(argument, condition->value);
  } else {
    load_low(argument);
    if (kind == HELD) test(BPF_JGT, FAILS, 0, INT32_MAX);
    if (kind == VALUE) demand_equal(condition->value);
    if (kind == WITHOUT) test(BPF_JSET, FAILS, 0, condition->value);
    if (kind == AT_MOST) test(BPF_JGT, FAILS, 0, condition->value);
    if (kind == OWN_OR_ZERO) emit(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, 0);
    if (kind == OWN_OR_ZERO || kind == OWN_PROCESS) demand_equal(own_process);
    if (kind == WITH) {
      emit(BPF_ALU | BPF_AND | BPF_K, 0, 0, condition->value);
      demand_equal(condition->value);
    }
  }
}

static void compile_rule(const struct rule *rule) {
  failing_count = 0;
  for (int i = 0; i < CONDITION_LIMIT && rule->conditions[i].kind != ALWAYS; i++)
    compile_condition(&rule->conditions[i]);
  answer(rule->asks_broker ? SECCOMP_RET_USER_NOTIF : SECCOMP_RET_ALLOW);
  for (uint32_t i = 0; i < failing_count; i++) {
    struct sock_filter *jump = &code[failing[i]];
    uint32_t distance = length - failing[i] - 1;
    if (distance >= FAILS) fail("a rule is too long", 0);
    if (jump->jt == FAILS) jump->jt = (uint8_t)distance;
    if (jump->jf == FAILS) jump->jf = (uint8_t)distance;
  }
}

// The rules from `first` up to `end`, ordered by call, with the call number in the accumulator.
static void compile_span(uint32_t first, uint32_t end) {
  if (rules[first].call == rules[end - 1].call) {
    emit(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, rules[first].call);
    answer(refused);
    for (uint32_t i = first; i < end; i++) compile_rule(&rules[i]);
    answer(refused);
    return;
  }
  uint32_t middle = first + (end - first) / 2;
  while (middle > first && rules[middle - 1].call == rules[middle].call) middle--;
  if (middle == first)
    while (rules[middle].call == rules[first].call) middle++;
  emit(BPF_JMP | BPF_JGE | BPF_K, 0, 1, rules[middle].call);
  // BPF_JA has 32 bits for its distance, conditional jumps have 8.
  uint32_t jump = emit(BPF_JMP | BPF_JA, 0, 0, 0);
  compile_span(first, middle);
  code[jump].k = length - jump - 1;
  compile_span(middle, end);
}

// Inserted in order of call; alternatives keep the order in which they are written.
static void add_rules(const struct rule *added, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (rule_count == RULE_LIMIT) fail("there are too many rules", 0);
    uint32_t at = rule_count++;
    for (; at > 0 && rules[at - 1].call > added[i].call; at--) rules[at] = rules[at - 1];
    rules[at] = added[i];
  }
}

void compile_filter(const struct filter *filter) {
  table_address = filter->table;
  if (filter->tells) refused = SECCOMP_RET_USER_NOTIF;
  own_process = (uint32_t)call0(__NR_getpid);
  for (uint32_t group = 1; group <= LAST_RULE_GROUP; group <<= 1) {
    uint32_t count;
    const struct rule *added = rules_of((enum rule_group)group, &count);
    if (filter->groups & group) add_rules(added, count);
  }

  // int 0x80 and x32 have other numbers for the same calls: a program that uses them is killed.
  emit(BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(struct seccomp_data, arch));
  emit(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, AUDIT_ARCH_X86_64);
  answer(LEFT_OUT(kill) ? SECCOMP_RET_ALLOW : SECCOMP_RET_KILL_PROCESS);
  emit(BPF_LD | BPF_W | BPF_ABS, 0, 0, offsetof(struct seccomp_data, nr));
  emit(BPF_JMP | BPF_JGE | BPF_K, 0, 1, X32_BIT);
  answer(SECCOMP_RET_KILL_PROCESS);
  if (LEFT_OUT(filter)) answer(SECCOMP_RET_ALLOW);
  emit(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, __NR_clone3);
  answer(SECCOMP_RET_ERRNO | 38 /* ENOSYS */);
  compile_span(0, rule_count);
}

int install_filter(int listens) {
  struct sock_fprog program = {.len = (unsigned short)length, .filter = code};
  long flags = listens ? SECCOMP_FILTER_FLAG_NEW_LISTENER | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV : 0;
  long result = call3(__NR_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
  if (is_error(result)) fail("the seccomp filter is not taken", result);
  return listens ? (int)result : -1;
}
