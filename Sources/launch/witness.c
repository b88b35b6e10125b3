#include "witness.h"

#include <asm/unistd.h>
#include <linux/fcntl.h>
#include <linux/poll.h>
#include <linux/time_types.h>

#include "bytes.h"
#include "processes.h"
#include "report.h"
#include "subject.h"
#include "system.h"

enum {
  KINDS = 4096,
  STACK_SIZE = 4096,
  LINE_SIZE = 256,
  REPORTER_SECONDS = 20,
  AGAIN = -11,
  INTERRUPTED = -4,
};

// Two refusals are of one kind if call, place, and path or address are the same.
static struct kind {
  uint64_t fingerprint;
  uint64_t count;
} kinds[KINDS];

static uint32_t kind_count;
static uint64_t lost, opens;

// The launcher's own checks come before the program, and are refused as they must be.
static int has_begun;

static char text[PATH_LIMIT];
static char stack[STACK_SIZE];

// The reporter has not read for so long that nobody waits for it any more.
static int is_given_up;

static int wait_for_reporter(int descriptor, short event) {
  struct pollfd one = {descriptor, event, 0};
  // ppoll(2) on Linux leaves in it what is left.
  struct __kernel_timespec time = {REPORTER_SECONDS, 0};
  long result;
  do result = call5(__NR_ppoll, &one, 1, &time, 0, 0);
  while (result == INTERRUPTED);
  if (result != 0) return 1;
  is_given_up = 1;
  warn("the process that tells what was refused does not get on; after 20 seconds it is left alone", 0);
  return 0;
}

static void write_all(int report, const void *bytes, uint64_t size) {
  for (uint64_t done = 0; done < size && !is_given_up;) {
    long result = call3(__NR_write, report, (const char *)bytes + done, size - done);
    if (result == AGAIN) wait_for_reporter(report, POLLOUT);
    else if (is_error(result)) return;  // the reader is gone: nobody is left to tell
    else done += (uint64_t)result;
  }
}

static void write_record(const struct witness *witness, const struct witness_record *record) {
  if (witness->report >= 0) write_all(witness->report, record, sizeof *record);
}

void tell_program(const struct witness *witness, uint64_t bias) {
  write_record(witness, &(struct witness_record){.kind = WITNESS_PROGRAM, .address = bias});
}

static uint64_t fingerprint(const struct seccomp_data *data, long size) {
  // FNV-1a: spread enough for a table of what one program does wrong.
  uint64_t hash = 0xcbf29ce484222325;
  const unsigned char *parts[] = {(const void *)&data->nr, (const void *)&data->instruction_pointer,
                                  (const void *)text};
  const uint64_t sizes[] = {sizeof data->nr, sizeof data->instruction_pointer, (uint64_t)size};
  for (int part = 0; part < 3; part++)
    for (uint64_t i = 0; i < sizes[part]; i++) hash = (hash ^ parts[part][i]) * 0x100000001b3;
  return hash;
}

// proc(5), /proc/TID/syscall: the number, six arguments, the stack pointer and the program counter of
// a thread that waits in a call. 0 where it cannot be had.
static uint64_t stack_pointer(const struct witness *witness, uint32_t thread) {
  char line[LINE_SIZE];
  long size = read_of_thread(witness->processes, thread, "syscall", line, sizeof line);
  uint64_t words[10] = {0};
  int word = 0;
  for (long at = 0; at < size && word < 9; at++) {
    char sign = line[at];
    if (sign == ' ' || sign == '\n') word++;
    else if (sign == 'x') words[word] = 0;
    else words[word] = words[word] << 4 | (uint64_t)(sign <= '9' ? sign - '0' : sign - 'a' + 10);
  }
  return word >= 8 ? words[7] : 0;
}

static uint64_t read_stack(struct caller *caller, uint64_t from) {
  // Up to the end of what is mapped; the copy ends where a page does.
  for (uint64_t size = STACK_SIZE; from != 0 && size >= 64; size /= 2)
    if (copy_bytes(caller, from, stack, size) == 0) return size;
  return 0;
}

void begin_telling(void) { call3(__NR_fcntl, -1, F_FDPORT_REFUSED, 0); }

void tell_refusal(const struct witness *witness, struct caller *caller, long error) {
  if (witness->report < 0) return;
  const struct seccomp_data *data = &caller->notification.data;
  int is_beginning =
      data->nr == __NR_fcntl && (uint32_t)data->args[1] == F_FDPORT_REFUSED && data->args[2] == 0;
  if (is_beginning) has_begun = 1;
  if (is_beginning || !(has_begun || witness->learns)) return;
  enum witness_text text_kind;
  long size = copy_subject(caller, text, &text_kind);
  if (size < 0) size = 0;
  uint64_t print = fingerprint(data, size);
  for (uint32_t i = 0; i < kind_count; i++)
    if (kinds[i].fingerprint == print) {
      kinds[i].count++;
      return;
    }
  if (kind_count == KINDS) {
    lost++;
    return;
  }
  kinds[kind_count] = (struct kind){print, 1};
  struct witness_record record = {
      .kind = WITNESS_REFUSAL,
      .index = kind_count++,
      .call = (uint32_t)data->nr,
      .error = (int32_t)-error,
      .count = 1,
      .address = data->instruction_pointer,
      .stack_pointer = stack_pointer(witness, caller->notification.pid),
      .text_kind = size > 0 ? text_kind : WITNESS_NO_TEXT,
      .text_size = (uint32_t)size,
  };
  for (int i = 0; i < 6; i++) record.arguments[i] = data->args[i];
  record.stack_size = (uint32_t)read_stack(caller, record.stack_pointer);
  write_record(witness, &record);
  write_all(witness->report, text, record.text_size);
  write_all(witness->report, stack, record.stack_size);
}

void count_open(void) { opens++; }

static void tell_counts(const struct witness *witness) {
  for (uint32_t i = 0; i < kind_count; i++)
    write_record(witness, &(struct witness_record){
                              .kind = WITNESS_COUNT, .index = i, .count = kinds[i].count});
  write_record(witness, &(struct witness_record){.kind = WITNESS_OPENS, .count = opens});
  if (lost > 0)
    write_record(witness, &(struct witness_record){.kind = WITNESS_LOST, .count = lost});
}

void begin_account(const struct witness *witness) {
  // The pipe's end is ours alone.
  if (witness->report >= 0) call3(__NR_fcntl, witness->report, F_SETFL, O_NONBLOCK);
}

// The reporter, a child since before the launcher was: what it prints comes before the caller goes on.
void end_account(const struct witness *witness) {
  tell_counts(witness);
  call1(__NR_close, witness->report);
  long reporter = call2(__NR_pidfd_open, witness->reporter, 0);
  if (is_error(reporter) || is_given_up) return;
  if (wait_for_reporter((int)reporter, POLLIN)) call4(__NR_wait4, witness->reporter, 0, 0, 0);
}
