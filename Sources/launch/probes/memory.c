// The sealed table: every way to change it, to take its place, or to point beside it. Outside the same
// acts go to a private copy, which they change.
#define _GNU_SOURCE
#include "probe.h"

#include <fcntl.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <time.h>

// Writing into a copy of memory must change nothing, so a slot's bytes are what is aimed at.
#define TARGET (table_or_copy() + 16)

static long slot_at(unsigned long offset, unsigned long size) {
  return opened(raw(SYS_openat2, WRITABLE, "in", table_or_copy() + offset, size));
}

static long readv_into_table(void) {
  struct iovec part = {(void *)TARGET, 4};
  return raw(SYS_preadv, FILE_READABLE, &part, 1, 0, 0);
}

static long receive_into_table(void) {
  int pair[2];
  raw(SYS_socketpair, AF_UNIX, SOCK_STREAM, 0, pair);
  raw(SYS_write, pair[1], "0123456789abcdef", 16);
  return raw(SYS_recvfrom, pair[0], TARGET, 8, 0, NULL, NULL);
}

static long events_into_table(void) {
  int ends[2], poll = (int)raw(SYS_epoll_create1, 0);
  raw(SYS_pipe2, ends, 0);
  struct epoll_event wanted = {.events = EPOLLOUT};
  raw(SYS_epoll_ctl, poll, EPOLL_CTL_ADD, ends[1], &wanted);
  return raw(SYS_epoll_wait, poll, TARGET, 1, 0);
}

static long names_into_table(void) {
  long copy = open_beneath(READABLE, ".", SLOT_DIRECTORY);
  return raw(SYS_getdents64, copy, TARGET, 4096);
}

static long mapped(long result) { return result == -1 ? -1 : 0; }

// Moves a page of ours to where the table is.
static long move_over_table(void) {
  void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return mapped(raw(SYS_mremap, page, 4096, 4096, MREMAP_MAYMOVE | MREMAP_FIXED, table_or_copy()));
}

static unsigned char first_page[4096];

// Whether the table changed although nothing was refused: the kernel swallows these failures.
static long changed(void) {
  if (memcmp(first_page, (void *)table_or_copy(), sizeof first_page) != 0) return 0;
  errno = EFAULT;
  return -1;
}

// clone(2), CLONE_CHILD_CLEARTID: the kernel writes a zero there when the thread ends. Not by the C
// library, whose own lock is what it clears there.
static long cleared_at_end_of_thread(void) {
  if (!probe_table) memset((void *)table_or_copy(), 1, 4);
  memcpy(first_page, (void *)table_or_copy(), sizeof first_page);
  int id = 0;
  register long cleared __asm__("r10") = (long)table_or_copy();
  register long storage __asm__("r8") = 0;
  long result;
  __asm__ volatile(
      "syscall\n\ttest %%eax, %%eax\n\tjnz 1f\n\txor %%edi, %%edi\n\tmov $60, %%eax\n\tsyscall\n1:"
      : "=a"(result)
      : "a"(SYS_clone), "D"(0x3d0f00), "S"(0), "d"(&id), "r"(cleared), "r"(storage)
      : "rcx", "r11", "memory");
  if (result < 0) {
    errno = (int)-result;
    return -1;
  }
  for (double end = now() + 0.05; now() < end;) raw(SYS_sched_yield);
  return changed();
}

static long dropped_pages(void) {
  // The first slot's resolve is at 16; a page that comes back as zeros would have none.
  if (!probe_table) memset((void *)table_or_copy(), 1, 4096);
  memcpy(first_page, (void *)table_or_copy(), sizeof first_page);
  raw(SYS_madvise, table_or_copy() & ~4095UL, 4096, MADV_DONTNEED);
  return changed();
}

static long map_over_end(void) {
  return mapped(raw(SYS_mmap, table_or_copy() + TABLE_SIZE - 8192, 8192, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0));
}

// mremap(2) with an old size of 0: a second mapping of the same shared memory.
static long duplicate_table(void) {
  unsigned long shared =
      probe_table != 0 ? probe_table
                       : (unsigned long)mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  return mapped(raw(SYS_mremap, shared, 0, 4096, MREMAP_MAYMOVE, 0));
}

// Where the broker opens, what the program does to the table may succeed. All of it is then replaced by slots
// that would lead anywhere, and an open by them must go on as before.
static long worthless(long result) {
  if (!probe_is_brokered || result < 0) return result;
  static const int flags[] = {O_RDONLY, O_WRONLY, O_RDWR, O_PATH};
  struct {
    struct open_how how;
    uint64_t string;
  } *slots = mmap((void *)probe_table, TABLE_SIZE, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  if (slots == MAP_FAILED) return -1;
  // "/" where the empty string was.
  for (unsigned i = 0; i < TABLE_SLOTS; i++)
    slots[i] = (__typeof__(*slots)){{.flags = (uint64_t)flags[i & 3]}, '/'};
  char target[64];
  struct stat own, other;
  long link = open_beneath(WRITABLE, "link", SLOT_PATH_NOFOLLOW);
  if (raw(SYS_readlinkat, link, probe_table + TABLE_EMPTY_STRING, target, sizeof target) != 2) return 0;
  close((int)link);
  raw(SYS_fstat, FILE_READABLE, &own);
  if (raw(SYS_newfstatat, FILE_READABLE, NULL, &other, AT_EMPTY_PATH) < 0 || own.st_ino != other.st_ino)
    return 0;
  if (beneath(WRITABLE, "../secret", SLOT_PATH) >= 0 || errno != EXDEV) return 0;
  if (beneath(WRITABLE, "/etc/passwd", SLOT_PATH_NOFOLLOW) >= 0 || errno != EXDEV) return 0;
  return beneath(WRITABLE, "../secret", SLOT_READ);
}

#define ADVISE(advice) raw(SYS_madvise, table_or_copy(), 4096, advice)

void probe_table_attacks(void) {
  struct iovec part = {(void *)TARGET, 4};
  // What keeps it, or the broker, which does not need it.
  const char *by_mseal = probe_is_brokered ? BY_OPENAT2 : BY_MSEAL;
  // What lies beside the table first: nothing of it is lost.
  TRY("evasion/misaligned-slot", BY_FILTER, "openat2 with half a slot", slot_at(8, 24));
  TRY("evasion/odd-slot", BY_FILTER, "openat2 with a slot's last byte", slot_at(probe_table != 0 ? 31 : 32, 24));
  TRY("evasion/larger-how", BY_FILTER, "openat2 with size 32", slot_at(0, 32));
  TRY("evasion/page-as-how", BY_FILTER, "openat2 with size 4096", slot_at(0, probe_is_control ? 32 : 4096));
  TRY("evasion/size-in-high-half", BY_FILTER, "openat2 with size 24 in the low 32 bits alone",
      slot_at(0, probe_is_control ? 24 : 24 | 1UL << 32));
  TRY("evasion/slot-behind-table", BY_FILTER, "openat2 with the slot behind the last",
      slot_at(probe_table != 0 ? TABLE_SIZE : 0, 24));
  TRY("evasion/slot-before-table", BY_FILTER, "openat2 with the slot before the first",
      slot_at(probe_table != 0 ? -32UL : 0, 24));
  TRY("evasion/slot-above-32-bits", BY_FILTER, "openat2 4 GiB above a slot",
      slot_at(probe_table != 0 ? 1UL << 32 : 0, 24));
  TRY("evasion/string-as-slot", BY_FILTER, "openat2 with the sealed empty string",
      slot_at(probe_table != 0 ? TABLE_EMPTY_STRING : 0, 24));
  TRY("evasion/read-into-table", BY_SEAL, "pread64", raw(SYS_pread64, FILE_READABLE, TARGET, 4, 0));
  TRY("evasion/readv-into-table", BY_SEAL, "preadv", readv_into_table());
  TRY("evasion/receive-into-table", BY_SEAL, "recvfrom", receive_into_table());
  TRY("evasion/random-into-table", BY_SEAL, "getrandom", raw(SYS_getrandom, TARGET, 8, 0));
  TRY("evasion/time-into-table", BY_SEAL, "clock_gettime", raw(SYS_clock_gettime, CLOCK_REALTIME, TARGET));
  TRY("evasion/name-into-table", BY_SEAL, "uname", raw(SYS_uname, TARGET));
  TRY("evasion/limits-into-table", BY_SEAL, "getrlimit", raw(SYS_getrlimit, RLIMIT_NOFILE, TARGET));
  TRY("evasion/names-into-table", BY_SEAL, "getdents64", names_into_table());
  TRY("evasion/events-into-table", BY_SEAL, "epoll_wait", events_into_table());
  TRY("evasion/pipe-into-table", BY_SEAL, "pipe2", raw(SYS_pipe2, TARGET, 0));
  TRY("evasion/status-into-table", BY_SEAL, "fstat", raw(SYS_fstat, FILE_READABLE, TARGET));
  TRY("evasion/mask-into-table", BY_SEAL, "rt_sigprocmask", raw(SYS_rt_sigprocmask, 0, NULL, TARGET, 8));
  TRY("evasion/wake-and-write", BY_SEAL, "futex with FUTEX_WAKE_OP",
      raw(SYS_futex, (int[1]){0}, 5, 1, 1, table_or_copy(), 0x01000001));
  TRY("evasion/cleared-at-end-of-thread", BY_SEAL, "a thread whose id is cleared in the table", cleared_at_end_of_thread());
  TRY("evasion/write-by-transfer", BY_FILTER, "process_vm_writev to oneself",
      raw(SYS_process_vm_writev, getpid(), &(struct iovec){"abcd", 4}, 1, &part, 1, 0));
  TRY("evasion/key-of-table", BY_FILTER, "pkey_mprotect",
      raw(SYS_pkey_mprotect, table_or_copy(), 4096, PROT_READ | PROT_WRITE, -1));
  TRY("evasion/dropped-pages", BY_SEAL, "madvise(MADV_DONTNEED)", dropped_pages());
  TRY("evasion/advise-no-fork", BY_FILTER, "madvise(MADV_DONTFORK), row 1", ADVISE(MADV_DONTFORK));
  TRY("evasion/advise-wipe", BY_FILTER, "madvise(MADV_WIPEONFORK)", ADVISE(18));
  TRY("evasion/advise-fork", BY_FILTER, "madvise(MADV_DOFORK)", ADVISE(11));
  TRY("evasion/advise-merge", BY_FILTER, "madvise(MADV_MERGEABLE)", ADVISE(12));
  TRY("evasion/advise-remove", BY_FILTER, "madvise(MADV_REMOVE)",
      probe_is_control ? raw(SYS_madvise, mmap(NULL, 4096, 3, MAP_SHARED | MAP_ANONYMOUS, -1, 0), 4096, 9)
                       : ADVISE(9));
  TRY("evasion/advise-unmerge", BY_FILTER, "madvise(MADV_UNMERGEABLE)", ADVISE(13));
  TRY("evasion/remap-pages", BY_FILTER, "remap_file_pages",
      probe_is_control
          ? raw(SYS_remap_file_pages, mmap(NULL, 8192, 3, MAP_SHARED | MAP_ANONYMOUS, -1, 0), 4096, 0, 1, 0)
          : raw(SYS_remap_file_pages, table_or_copy(), 4096, 0, 1, 0));
  TRY("evasion/protect-table", probe_is_brokered ? BY_OPENAT2 : "seal EACCES", "mprotect",
      worthless(raw(SYS_mprotect, table_or_copy(), 4096, PROT_READ | PROT_WRITE)));
  TRY("evasion/unmap-table", by_mseal, "munmap of a page",
      worthless(raw(SYS_munmap, table_or_copy(), 4096)));
  TRY("evasion/unmap-half-of-table", by_mseal, "munmap of its second half",
      worthless(raw(SYS_munmap, table_or_copy() + TABLE_SIZE / 2, TABLE_SIZE / 2)));
  TRY("evasion/map-over-table", by_mseal, "mmap with MAP_FIXED",
      worthless(mapped(raw(SYS_mmap, table_or_copy(), 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0))));
  TRY("evasion/map-over-end", by_mseal, "mmap with MAP_FIXED over its end",
      worthless(map_over_end()));
  TRY("evasion/move-table", by_mseal, "mremap to a larger size",
      worthless(mapped(raw(SYS_mremap, table_or_copy() + 4 * 4096, 4096, 8192, MREMAP_MAYMOVE, 0))));
  TRY("evasion/shrink-table", by_mseal, "mremap to a smaller size",
      worthless(mapped(raw(SYS_mremap, table_or_copy() + 8 * 4096, 8192, 4096, 0, 0))));
  TRY("evasion/move-and-keep-table", by_mseal, "mremap with MREMAP_DONTUNMAP",
      worthless(mapped(raw(SYS_mremap, table_or_copy() + 12 * 4096, 4096, 4096, MREMAP_MAYMOVE | 4, 0))));
  // mremap(2): only what is shared can be had twice.
  TRY("evasion/duplicate-table", probe_is_brokered ? "kernel EINVAL" : BY_MSEAL,
      "mremap with an old size of 0", duplicate_table());
  TRY("evasion/move-over-table", by_mseal, "mremap of a page of ours to its place",
      worthless(move_over_table()));
}
