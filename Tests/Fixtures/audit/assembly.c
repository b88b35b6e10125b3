// Inline assembly that enters the kernel, or that calls a function of the C library.
#define INSTRUCTION "syscall"
#define RAW(number) __asm__ volatile("syscall" : : "a"(number))
#define KEYWORD __asm__

__asm__(".text\nat_file_scope: int $0x80\nret\n.data\n.text\n");  // expect: syscall assembly forbidden

void enter(long number) {
  __asm__ volatile("syscall" : : "a"(number) : "memory");  // expect: syscall assembly forbidden
  __asm__ volatile("nop\n\t" INSTRUCTION "\n\tnop" : : "a"(number));  // expect: syscall assembly forbidden
  RAW(number);                                     // expect: syscall assembly forbidden
  KEYWORD volatile("0: sysenter");                 // expect: syscall assembly forbidden
  __asm__ volatile("call unlink" : : "D"(number));  // expect: unlink assembly forbidden
  if (0) RAW(number);                              // expect: syscall assembly forbidden dead
}

void other(long number) {
  __asm__ volatile("nop # syscall, not in here" : : "a"(number));
  __asm__ volatile("movl $3, %%eax; int3; mov %0, %%rax" : : "r"(number));
  register long open __asm__("rax") = number;
  __asm__ volatile("" : "+r"(open));
}
