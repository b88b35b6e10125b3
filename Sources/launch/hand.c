#include "hand.h"

#include <asm/signal.h>
#include <linux/futex.h>
#include <linux/mman.h>
#include <linux/prctl.h>
#include <linux/sched.h>
#include <linux/time_types.h>
#include <linux/wait.h>

#include "bytes.h"
#include "caller.h"
#include "filter.h"
#include "place.h"
#include "report.h"
#include "system.h"

enum { IDLE, ASKED, ANSWERED };
enum { INTERRUPTED = -4, TOO_LONG = -36, NO_MEMORY = -12 };

// futex(2): `turn` says whose turn it is.
static struct request {
  uint32_t turn;
  int32_t directory;
  struct open_how how;
  long result;
  char path[PATH_LIMIT];
} *request;

enum { REQUEST_SIZE = (sizeof(struct request) + PAGE - 1) / PAGE * PAGE };

static uint32_t turn(void) { return __atomic_load_n(&request->turn, __ATOMIC_ACQUIRE); }

static void give_turn(uint32_t to) {
  __atomic_store_n(&request->turn, to, __ATOMIC_RELEASE);
  call4(__NR_futex, &request->turn, FUTEX_WAKE, 1, 0);
}

void prepare_hand(void) {
  long memory = call6(__NR_mmap, 0, REQUEST_SIZE, PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  if (is_error(memory)) fail("no memory between the broker and its hand", memory);
  request = (struct request *)memory;
}

// A terminal's signals go to the hand as well, and are the program's business.
static void ignore_signals(void) {
  uint64_t all = ~0ULL;
  call4(__NR_rt_sigprocmask, SIG_SETMASK, &all, 0, sizeof all);
}

static _Noreturn void be_hand(long broker) {
  ignore_signals();
  call5(__NR_prctl, PR_SET_NAME, "fdport-hand", 0, 0, 0);
  long result = call5(__NR_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  // The broker may have died already; the program finds that out itself.
  if (is_error(result) || call0(__NR_getppid) != broker) call1(__NR_exit_group, 1);
  compile_filter(&(struct filter){.groups = HAND_RULES});
  install_filter(0);
  for (;;) {
    uint32_t now = turn();
    if (now != ASKED) {
      call4(__NR_futex, &request->turn, FUTEX_WAIT, now, 0);
      continue;
    }
    request->result = open_by_how(request->directory, request->path, &request->how);
    give_turn(ANSWERED);
  }
}

int start_hand(void) {
  long broker = call0(__NR_getppid);
  // CLONE_PARENT: the broker's child, whose descriptors it may take and whose end it waits for.
  long hand = call5(__NR_clone, CLONE_FILES | CLONE_PARENT | SIGCHLD, 0, 0, 0, 0);
  if (is_error(hand)) fail("no process for the broker's hand", hand);
  if (hand == 0) be_hand(broker);
  long result = call2(__NR_munmap, request, REQUEST_SIZE);
  // mincore(2): ENOMEM where nothing is mapped.
  unsigned char pages[REQUEST_SIZE / PAGE];
  if (is_error(result) || call3(__NR_mincore, request, REQUEST_SIZE, pages) != NO_MEMORY)
    fail("the broker's requests stay in the program's memory", result);
  request = 0;
  return (int)hand;
}

void take_hand(struct hand *hand, int process_id) {
  hand->process_id = process_id;
  // Our child, whose id is not used again before we have waited for it.
  long process = call2(__NR_pidfd_open, process_id, 0);
  if (is_error(process)) fail("the broker cannot name its hand", process);
  hand->process = (int)process;
}

long open_by_hand(const struct hand *hand, int directory, const char *path, const struct open_how *how) {
  size_t size = strlen(path) + 1;
  if (size > PATH_LIMIT) return TOO_LONG;
  memcpy(request->path, path, size);
  request->directory = directory;
  request->how = *how;
  give_turn(ASKED);
  while (turn() == ASKED) {
    struct __kernel_timespec second = {1, 0};
    call4(__NR_futex, &request->turn, FUTEX_WAIT, ASKED, &second);
    int status;
    if (turn() == ASKED && call4(__NR_wait4, hand->process_id, &status, WNOHANG, 0) != 0)
      fail("the broker's hand among the program's descriptors is gone", 0);
  }
  return request->result;
}

void dismiss_hand(const struct hand *hand) {
  if (hand->process_id == 0) return;
  call4(__NR_pidfd_send_signal, hand->process, SIGKILL, 0, 0);
  while (call4(__NR_wait4, hand->process_id, 0, 0, 0) == INTERRUPTED) continue;
}
