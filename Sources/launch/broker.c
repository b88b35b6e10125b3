// Parting in two, and the loop of the one that stays behind.
#include "broker.h"

#include <asm/ioctl.h>
#include <asm/signal.h>
#include <linux/fcntl.h>
#include <linux/poll.h>
#include <linux/prctl.h>
#include <linux/sched.h>

#include <linux/socket.h>

#include "bytes.h"
#include "caller.h"
#include "filter.h"
#include "hand.h"
#include "keep.h"
#include "locks.h"
#include "names.h"
#include "opens.h"
#include "pump.h"
#include "reading.h"
#include "report.h"
#include "status.h"
#include "supervise.h"
#include "system.h"
#include "waits.h"
#include "witness.h"

enum {
  INTERRUPTED = -4,
  NO_ENTRY = -2,
  NO_ACCESS = -13,
  CROSSES = -18,  // EXDEV
  READ_ONLY = -30,
  SEQUENCED_PACKETS = 5,  // SOCK_SEQPACKET, include/linux/net.h
  LOCAL_SOCKET = 1,       // AF_UNIX
};

// Landlock's EACCES and a mount's EROFS cannot be told from a file's own; both name what is not granted.
static int is_authority_missing(long result) {
  return result == -ENOTCAPABLE || result == NO_ACCESS || result == READ_ONLY || result == CROSSES;
}

// Only where nothing is enforced: the kernel reads the path again, and somebody may have changed it.
static void let_go_on(struct caller *caller, const struct witness *witness) {
  tell_refusal(witness, caller, 0);
  struct seccomp_notif_resp response = {
      .id = caller->notification.id,
      .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE,
  };
  call3(__NR_ioctl, caller->listener, SECCOMP_IOCTL_NOTIF_SEND, &response);
}

static long serve_call(struct caller *caller, const struct filter *filter) {
  long result;
  switch (caller->notification.data.nr) {
    case __NR_openat2:
      result = carry_out_open(caller, filter);
      if (result == REQUEST_ANSWERED || result >= 0) count_open();
      return result;
    case __NR_newfstatat:
    case __NR_statx:
    case __NR_readlinkat:
    case __NR_faccessat2: return carry_out_status(caller);
    case __NR_flock:
    case __NR_fcntl: return carry_out_lock(caller);
    default: return carry_out(caller);
  }
}

// seccomp_unotify(2): ENOENT means that the caller is gone, and with it the call.
static void answer_call(struct caller *caller, const struct supervision *program,
                        const struct filter *filter, const struct witness *witness) {
  memset(&caller->notification, 0, sizeof caller->notification);
  long result =
      call3(__NR_ioctl, caller->listener, SECCOMP_IOCTL_NOTIF_RECV, &caller->notification);
  if (result == NO_ENTRY || result == INTERRUPTED) return;
  if (is_error(result)) fail("the broker cannot receive a call", result);
  if (witness->learns) {
    let_go_on(caller, witness);
    return;
  }
  uint32_t process = (uint32_t)program->process_id;
  if (!is_for_broker(filter, process, &caller->notification.data)) result = -ENOTCAPABLE;
  else result = serve_call(caller, filter);
  if (is_authority_missing(result)) tell_refusal(witness, caller, result);
  if (result == REQUEST_GONE || result == REQUEST_ANSWERED || result == REQUEST_WAITS) return;
  answer_caller(caller, result);
}

// The processes that start the programs which the program was granted, and relay its terminal
// (Sources/Runtime/Spawner.swift, TerminalRelay.swift).
struct company {
  int spawner, relay;  // or 0
  int alive;           // the end of a pipe, by which they know that the program goes on
};

// The places of what the broker waits for; the pumps follow.
enum { LISTENER, SIGNALS, PUMPS };

// Another child of ours since before the launcher was: fdport started it.
static void wait_for(int process) {
  while (process != 0 && call4(__NR_wait4, process, 0, 0, 0) == INTERRUPTED) continue;
}

// What the program has started goes before it is said to have ended.
static void end_company(const struct company *company) {
  if (company->spawner != 0 || company->relay != 0) call1(__NR_close, company->alive);
  wait_for(company->spawner);
  wait_for(company->relay);
}

static _Noreturn void serve(struct caller *caller, struct supervision *program,
                            struct pumps *pumps, const struct filter *filter,
                            const struct witness *witness, const struct company *company) {
  struct pollfd waiting[PUMPS + PLAN_PUMP_LIMIT];
  waiting[LISTENER] = (struct pollfd){caller->listener, POLLIN, 0};
  waiting[SIGNALS] = (struct pollfd){program->signals, POLLIN, 0};
  // The program may have ended before its end could be told: until it is blocked, SIGCHLD gets lost.
  int has_ended = follow_signals(program);
  // Where nothing is enforced the program may leave children behind, which go on.
  while (!has_ended || (witness->learns && waiting[LISTENER].fd >= 0)) {
    watch_pumps(pumps, waiting + PUMPS);
    struct __kernel_timespec time;
    long result =
        call5(__NR_ppoll, waiting, PUMPS + pumps->count, time_to_wait(&time), 0, 0);
    if (result == INTERRUPTED) continue;
    if (is_error(result)) fail("the broker cannot wait", result);
    if (waiting[LISTENER].revents & POLLIN) answer_call(caller, program, filter, witness);
    // The last thread under the filter is gone; the end itself comes as a signal.
    else if (waiting[LISTENER].revents != 0) waiting[LISTENER].fd = -1;
    try_waits(caller, program);
    run_pumps(pumps, waiting + PUMPS);
    if (waiting[SIGNALS].revents != 0) has_ended |= follow_signals(program);
  }
  // It holds the program's descriptors, and with them the ends of pipes.
  dismiss_hand(&caller->hand);
  end_company(company);
  drain_pumps(pumps);
  if (witness->report >= 0) end_account(witness);
  end_as_program(program);
}

// Where the broker keeps its descriptors.
enum { SOCKET, PROCESS, MESSAGES, STATUS, PROCESSES, REPORT, ALIVE, FIRST_PUMP };

static _Noreturn void be_broker(const struct plan *plan, int socket, int process_id, int process,
                                int processes) {
  const struct plan_header *header = plan->header;
  struct pumps pumps = {.count = header->pump_count};
  // What the broker keeps, by its number from now on; everything else is closed, so that a pipe
  // between the caller and the program ends when the program closes it.
  int kept[FIRST_PUMP + 2 * PLAN_PUMP_LIMIT];
  uint32_t count = 0;
  kept[count++] = socket;
  kept[count++] = process;
  kept[count++] = (int)header->base;
  kept[count++] = header->has_status ? (int)header->base + 1 : -1;
  kept[count++] = processes;
  kept[count++] = report_descriptor(plan);
  kept[count++] = alive_descriptor(plan);
  for (uint32_t i = 0; i < pumps.count; i++) {
    kept[count++] = (int)plan->pumps[i].source;
    kept[count++] = (int)plan->pumps[i].target;
  }
  keep_only(kept, count);
  report_to(MESSAGES, header->has_status ? STATUS : -1);
  for (uint32_t i = 0; i < pumps.count; i++)
    pumps.pump[i] = (struct pump){FIRST_PUMP + 2 * (int)i, FIRST_PUMP + 1 + 2 * (int)i};

  struct supervision program = {.process_id = process_id, .process = PROCESS};
  call5(__NR_prctl, PR_SET_NAME, "fdport-broker", 0, 0, 0);
  begin_supervision(&program);
  struct witness witness = {.report = tells_denials(plan) ? REPORT : -1,
                            .processes = processes >= 0 && tells_denials(plan) ? PROCESSES : -1,
                            .reporter = header->reporter,
                            .learns = (header->flags & PLAN_LEARN) != 0};
  struct handover handover = {.bias = 0};
  struct caller caller = {.listener = receive_listener(SOCKET, &handover), .thread = -1,
                          .processes = processes >= 0 ? PROCESSES : -1,
                          .is_free = witness.learns};
  // A program that ended before it had a filter has said why.
  if (caller.listener >= 0) {
    uint64_t flags = SECCOMP_USER_NOTIF_FD_SYNC_WAKE_UP;
    // Only speed depends on it.
    call3(__NR_ioctl, caller.listener, SECCOMP_IOCTL_NOTIF_SET_FLAGS, flags);
    // Set since shed.c, but where nothing is enforced.
    call5(__NR_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (handover.hand != 0) take_hand(&caller.hand, handover.hand);
    compile_filter(&(struct filter){.groups = BROKER_RULES});
    install_filter(0);
    begin_account(&witness);
    tell_program(&witness, handover.bias);
    acknowledge_listener(SOCKET);
  }
  call1(__NR_close, SOCKET);
  serve(&caller, &program, &pumps, &handover.filter, &witness,
        &(struct company){.spawner = header->spawner, .relay = header->relay, .alive = ALIVE});
}

int begin_broker(const struct plan *plan, int processes) {
  int ends[2], process = -1;
  long result = call4(__NR_socketpair, LOCAL_SOCKET, SEQUENCED_PACKETS | O_CLOEXEC, 0, ends);
  if (is_error(result)) fail("no socket between broker and program", result);
  long own_process = call0(__NR_getpid);
  // CLONE_FS: the umask is the program's and must hold for what the broker makes for it. Neither can
  // change the working directory that they share as well.
  long child = call5(__NR_clone, CLONE_FS | CLONE_PIDFD | SIGCHLD, 0, &process, 0, 0);
  if (is_error(child)) fail("no process for the program", child);
  if (child > 0) {
    call1(__NR_close, ends[1]);
    be_broker(plan, ends[0], (int)child, process, processes);
  }
  // Above all that is staged, so that no grant's number is taken by it.
  long broker = call3(__NR_fcntl, ends[1], F_DUPFD_CLOEXEC, first_unstaged(plan));
  if (is_error(broker)) fail("no descriptor for the socket to the broker", broker);
  call1(__NR_close, ends[0]);
  call1(__NR_close, ends[1]);
  if (processes >= 0) call1(__NR_close, processes);
  // prctl(2): the program dies with its broker. It may have died already.
  result = call5(__NR_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  if (is_error(result)) fail("the program cannot be tied to its broker", result);
  if (call0(__NR_getppid) != own_process) fail("the broker is gone", 0);
  // What is not dumpable gives its descriptors to nobody, pidfd_getfd(2). There is no core file all
  // the same: its size limit is 0.
  result = call5(__NR_prctl, PR_SET_DUMPABLE, 1, 0, 0, 0);
  if (is_error(result)) fail("the program cannot be opened to its broker", result);
  return (int)broker;
}
