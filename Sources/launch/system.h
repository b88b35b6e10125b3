// Raw system calls: the result is the kernel's, a negative errno on failure.
#pragma once

#include <asm/unistd.h>
#include <stddef.h>
#include <stdint.h>

#include "linux.h"

static inline long system_call(long number, long a, long b, long c, long d, long e, long f) {
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = f;
  long result;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8), "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
}

#define call0(n) system_call((n), 0, 0, 0, 0, 0, 0)
#define call1(n, a) system_call((n), (long)(a), 0, 0, 0, 0, 0)
#define call2(n, a, b) system_call((n), (long)(a), (long)(b), 0, 0, 0, 0)
#define call3(n, a, b, c) system_call((n), (long)(a), (long)(b), (long)(c), 0, 0, 0)
#define call4(n, a, b, c, d) system_call((n), (long)(a), (long)(b), (long)(c), (long)(d), 0, 0)
#define call5(n, a, b, c, d, e) \
  system_call((n), (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), 0)
#define call6(n, a, b, c, d, e, f) \
  system_call((n), (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))

// The kernel answers with an address or with -4095 to -1.
static inline int is_error(long result) { return result < 0 && result >= -4095; }

enum { PAGE = 4096 };

static inline uint64_t page_down(uint64_t value) { return value & ~(uint64_t)(PAGE - 1); }
static inline uint64_t page_up(uint64_t value) { return page_down(value + PAGE - 1); }
