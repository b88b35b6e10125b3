// Asks for granted programs by <fdport.h>, as its arguments say, one after the other:
//   tool NAME       the grant that the next ones are about; `tool` without it
//   number N        the same by its number
//   hand N D        hands on D as N: a number, or the name of something that is made on the spot
//   dir N NAME      hands on a directory by its name
//   arg TEXT        adds an argument
//   run             starts it and waits: prints how it went and how it ended
//   start           starts it and keeps it; `insist` tries again while there are too many
//   pipe N          hands on the writing end of a pipe as N, from which `line` then prints a line
//   wait, signal N, end, drop    of the one that was kept last: its end, a signal, both descriptors, `events`
//   close N, sleep MS, say TEXT; `await` waits for SIGUSR1
//   raw CASE        sends a message that no library would, and prints what is answered
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <fdport.h>
#include <linux/openat2.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

static struct fdport_handed handed[300];
static size_t handed_count;
static const char *more[1100];
static size_t more_count;
static struct fdport_child children[300];
static int child_count;
static int tool;
static FILE *output;
static volatile sig_atomic_t is_told;

static void note(int signal) {
  (void)signal;
  is_told = 1;
}

// By the sealed table: openat2 of a path beneath `directory`.
static int open_path_only(int directory) {
  const char *table = (const char *)getauxval(0x1001);
  for (int slot = 0; slot < 8192; slot++) {
    const struct open_how *how = (const void *)(table + 32 * slot);
    if (how->flags == (O_PATH | O_CLOEXEC))
      return (int)syscall(SYS_openat2, directory, ".", how, sizeof *how);
  }
  return -1;
}

static int made(const char *name) {
  int ends[2];
  sigset_t none;
  sigemptyset(&none);
  if (strcmp(name, "epoll") == 0) return epoll_create1(0);
  if (strcmp(name, "eventfd") == 0) return eventfd(0, 0);
  if (strcmp(name, "timerfd") == 0) return timerfd_create(CLOCK_MONOTONIC, 0);
  if (strcmp(name, "signalfd") == 0) return signalfd(-1, &none, 0);
  if (strcmp(name, "memory") == 0) return memfd_create("memory", 0);
  if (strcmp(name, "path") == 0) return open_path_only(fdport_descriptor("data"));
  if (strcmp(name, "pair") == 0) return socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0 ? ends[0] : -1;
  if (strcmp(name, "grant") == 0) return fdport_descriptor("tool");
  return atoi(name);
}

static void print_end(int status) {
  if (WIFEXITED(status)) printf("exit %d\n", WEXITSTATUS(status));
  else printf("signal %d\n", WTERMSIG(status));
}

static int begin(struct fdport_child *child) {
  more[more_count] = NULL;
  int result = fdport_spawn(tool, more, handed, handed_count, child);
  if (result != 0) printf("refused %d\n", errno);
  handed_count = more_count = 0;
  return result;
}

static void run(void) {
  struct fdport_child child;
  int status;
  if (begin(&child) != 0) return;
  if (fdport_wait(&child, &status) != 0) printf("wait errno %d\n", errno);
  else print_end(status);
}

// What raw messages are made of: the three words of a request, then pairs, then texts.
struct raw {
  const char *name;
  unsigned words[11];
  size_t word_count;
  const char *texts;
  size_t text_size;
  int descriptors;
};

static const struct raw cases[] = {
    {"empty", {0}, 0, "", 0, 0},
    {"short", {1, 0}, 2, "", 0, 0},
    {"version", {2, 0, 0}, 3, "", 0, 0},
    {"arguments", {1, 0xffffffff, 0}, 3, "", 0, 0},
    {"handed", {1, 0, 0xffffffff}, 3, "", 0, 0},
    {"missing-pair", {1, 0, 1}, 3, "", 0, 0},
    {"missing-descriptor", {1, 0, 1, 5, 0}, 5, "", 0, 0},
    {"spare-descriptor", {1, 0, 1, 5, 0}, 5, "", 0, 2},
    {"number", {1, 0, 1, 1024, 0}, 5, "", 0, 1},
    {"negative", {1, 0, 1, 0xffffffff, 0}, 5, "", 0, 1},
    {"twice", {1, 0, 2, 5, 0, 5, 0}, 7, "", 0, 2},
    {"kind", {1, 0, 1, 5, 2}, 5, "", 0, 1},
    {"no-text", {1, 1, 0}, 3, "", 0, 0},
    {"no-zero", {1, 1, 0}, 3, "ab", 2, 0},
    {"spare-text", {1, 1, 0}, 3, "a\0b", 4, 0},
    {"no-utf8", {1, 1, 0}, 3, "\xff", 2, 0},
    {"unnamed", {1, 0, 1, 5, 1}, 5, "", 1, 0},
    {"climb", {1, 0, 1, 5, 1}, 5, "data/../..", 11, 0},
    {"many-descriptors", {1, 0, 0}, 3, "", 0, 252},
    {"good", {1, 0, 0}, 3, "", 0, 0},
};

static void send_raw(const void *bytes, size_t size, int *descriptors, size_t count) {
  char control[CMSG_SPACE(sizeof(int) * 253)] = {0};
  struct iovec part = {(void *)bytes, size};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
  if (count > 0) {
    message.msg_control = control;
    message.msg_controllen = CMSG_SPACE(sizeof(int) * count);
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int) * count);
    memcpy(CMSG_DATA(header), descriptors, sizeof(int) * count);
  }
  if (sendmsg(tool, &message, MSG_NOSIGNAL) < 0) printf("send errno %d\n", errno);
}

static void print_answer(int socket) {
  unsigned error;
  long count = recv(socket, &error, sizeof error, 0);
  if (count == sizeof error) printf("answer %u\n", error);
  else printf("no answer\n");
}

static void raw(const char *name) {
  static char bytes[100000];
  int ends[2], descriptors[253];
  socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends);
  for (int i = 1; i < 253; i++) descriptors[i] = 1;
  descriptors[0] = ends[1];
  unsigned good[3] = {1, 0, 0};
  int answers = 1;
  if (strcmp(name, "no-socket") == 0) {
    answers = 0;
    send_raw(good, sizeof good, NULL, 0);
  } else if (strcmp(name, "answer-is-output") == 0) {
    answers = 0;
    send_raw(good, sizeof good, descriptors + 1, 1);
  } else if (strcmp(name, "answer-is-closed") == 0) {
    close(ends[0]);
    answers = 0;
    send_raw(good, sizeof good, descriptors, 1);
  } else if (strcmp(name, "long") == 0) {
    send_raw(bytes, sizeof bytes, descriptors, 1);
  } else {
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
      const struct raw *this = &cases[i];
      if (strcmp(this->name, name) != 0) continue;
      size_t size = 4 * this->word_count;
      memcpy(bytes, this->words, size);
      memcpy(bytes + size, this->texts, this->text_size);
      send_raw(bytes, size + this->text_size, descriptors, 1 + (size_t)this->descriptors);
    }
  }
  close(ends[1]);
  if (answers) print_answer(ends[0]);
  close(ends[0]);
}

static const char *last_argument(char **arguments) { return arguments[1] == NULL ? "" : arguments[1]; }

int main(int count, char **arguments) {
  setvbuf(stdout, NULL, _IONBF, 0);
  tool = fdport_descriptor("tool");
  signal(SIGUSR1, note);
  for (int i = 1; i < count; i++) {
    const char *word = arguments[i], *next = last_argument(arguments + i);
    struct fdport_child *last = child_count > 0 ? &children[child_count - 1] : NULL;
    int status;
    if (strcmp(word, "tool") == 0) {
      tool = fdport_descriptor(next);
      i++;
    } else if (strcmp(word, "number") == 0) {
      tool = atoi(next);
      i++;
    } else if (strcmp(word, "hand") == 0) {
      handed[handed_count++] = (struct fdport_handed){atoi(next), made(arguments[i + 2]), NULL};
      i += 2;
    } else if (strcmp(word, "dir") == 0) {
      handed[handed_count++] = (struct fdport_handed){atoi(next), -1, arguments[i + 2]};
      i += 2;
    } else if (strcmp(word, "arg") == 0) {
      more[more_count++] = next;
      i++;
    } else if (strcmp(word, "run") == 0) {
      run();
    } else if (strcmp(word, "start") == 0) {
      if (begin(&children[child_count]) == 0) child_count++;
    } else if (strcmp(word, "insist") == 0) {
      struct fdport_child *next_child = &children[child_count];
      int tries = 0;
      while (fdport_spawn(tool, NULL, NULL, 0, next_child) != 0 && errno == EAGAIN && tries++ < 1000)
        usleep(10000);
      if (next_child->events >= 0) child_count++;
    } else if (strcmp(word, "pipe") == 0) {
      int ends[2];
      if (pipe(ends) != 0) return 1;
      output = fdopen(ends[0], "r");
      handed[handed_count++] = (struct fdport_handed){atoi(next), ends[1], NULL};
      i++;
    } else if (strcmp(word, "line") == 0) {
      char text[256];
      if (fgets(text, sizeof text, output) != NULL) fputs(text, stdout);
    } else if (strcmp(word, "wait") == 0) {
      if (fdport_wait(last, &status) != 0) printf("wait errno %d\n", errno);
      else print_end(status);
      child_count--;
    } else if (strcmp(word, "signal") == 0) {
      if (fdport_signal(last, atoi(next)) != 0) printf("signal errno %d\n", errno);
      i++;
    } else if (strcmp(word, "end") == 0) {
      fdport_end(last);
      child_count--;
    } else if (strcmp(word, "drop") == 0) {
      close(last->events);
    } else if (strcmp(word, "close") == 0) {
      close(atoi(next));
      i++;
    } else if (strcmp(word, "sleep") == 0) {
      usleep((unsigned)atoi(next) * 1000);
      i++;
    } else if (strcmp(word, "await") == 0) {
      while (!is_told) usleep(10000);
    } else if (strcmp(word, "say") == 0) {
      puts(next);
      i++;
    } else if (strcmp(word, "raw") == 0) {
      raw(next);
      i++;
    } else {
      return 64;
    }
  }
  return 0;
}
