// Messages for a person on the caller's standard error, for a machine on the status descriptor.
#include "report.h"

#include <asm/ioctls.h>

#include "bytes.h"
#include "system.h"

static int message_descriptor = 2;
static int status_descriptor = -1;

void report_to(int messages, int status) {
  message_descriptor = messages;
  status_descriptor = status;
}

struct line {
  char text[512];
  size_t length;
};

static void append(struct line *line, const char *text) {
  size_t length = strlen(text);
  size_t room = sizeof line->text - 1 - line->length;
  if (length > room) length = room;
  memcpy(line->text + line->length, text, length);
  line->length += length;
}

static void append_number(struct line *line, unsigned long number) {
  char digits[24];
  size_t at = sizeof digits - 1;
  digits[at] = 0;
  do {
    digits[--at] = (char)('0' + number % 10);
    number /= 10;
  } while (number != 0);
  append(line, digits + at);
}

// One write, so that two processes' lines do not mix. Nobody is left to tell if it fails.
static void send(struct line *line, int descriptor) {
  line->text[line->length++] = '\n';
  if (descriptor >= 0) call3(__NR_write, descriptor, line->text, line->length);
}

static void append_reason(struct line *line, const char *what, long error) {
  append(line, what);
  if (error == 0) return;
  append(line, ": errno ");
  append_number(line, (unsigned long)(error < 0 ? -error : error));
}

static _Noreturn void end(const char *what, long error, unsigned status) {
  struct line message = {.length = 0};
  append(&message, "fdport run: ");
  append_reason(&message, what, error);
  send(&message, message_descriptor);
  struct line record = {.length = 0};
  append(&record, "failed ");
  append_number(&record, status);
  append(&record, " ");
  append_reason(&record, what, error);
  send(&record, status_descriptor);
  for (;;) call1(__NR_exit_group, status);
}

void warn(const char *what, long error) {
  struct line message = {.length = 0};
  append(&message, "fdport run: ");
  append_reason(&message, what, error);
  send(&message, message_descriptor);
}

_Noreturn void fail(const char *what, long error) { end(what, error, STATUS_OWN_FAILURE); }

_Noreturn void fail_at(const char *path, const char *what, long error) {
  struct line text = {.length = 0};
  append(&text, path);
  append(&text, ": ");
  append(&text, what);
  text.text[text.length] = 0;
  end(text.text, error, STATUS_OWN_FAILURE);
}

_Noreturn void fail_program(const char *what, long error) { end(what, error, STATUS_CANNOT_RUN); }

void report_brokered(const char *missing) {
  struct line record = {.length = 0};
  append(&record, "brokered ");
  append(&record, missing != 0 ? missing : "as asked for");
  send(&record, status_descriptor);
  if (missing == 0) return;
  // isatty(3).
  char settings[64];
  if (is_error(call3(__NR_ioctl, message_descriptor, TCGETS, settings))) return;
  struct line message = {.length = 0};
  append(&message, "fdport run: this kernel lacks ");
  append(&message, missing);
  append(&message, ": every open goes through the broker, which is slower (fdport run --explain)");
  send(&message, message_descriptor);
}

void report_start(void) {
  struct line record = {.length = 0};
  append(&record, "started");
  send(&record, status_descriptor);
}

void report_end(void) {
  if (message_descriptor >= 0) call1(__NR_close, message_descriptor);
  if (status_descriptor >= 0) call1(__NR_close, status_descriptor);
  message_descriptor = -1;
  status_descriptor = -1;
}
