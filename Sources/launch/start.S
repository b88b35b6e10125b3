// The launcher's first and last instructions.

#include <asm/unistd.h>

  .text
  .globl _start
  .type _start, @function
_start:
  xor %ebp, %ebp
  mov %rsp, %rdi
  and $-16, %rsp
  call launch
  ud2

// The one page that stays of the launcher beside what the program is meant to have (its image, its
// stack, the sealed table) and the kernel's vDSO: code that unmaps the rest cannot unmap itself. It
// holds no data and no secret, only these instructions; the rest of it is int3.
  .section .text.jump, "ax", @progbits
  .balign 4096, 0xcc
  .globl jump_page
jump_page:

// depart(struct departure *): unmaps what it lists and jumps to the program. The structure (see
// depart.c) lies directly below the program's stack pointer, so that nothing of the launcher's own
// memory is needed any more. Its last word, the entry point, is what remains of it below the stack.
  .globl depart
  .type depart, @function
depart:
  mov %rdi, %rbx            // the structure
  mov (%rbx), %rbp          // how many ranges
  lea 8(%rbx), %r12         // the ranges: address, length
1:
  test %rbp, %rbp
  jz 2f
  mov (%r12), %rdi
  mov 8(%r12), %rsi
  mov $__NR_munmap, %eax
  syscall
  test %rax, %rax
  jnz 3f
  movq $0, (%r12)
  movq $0, 8(%r12)
  add $16, %r12
  dec %rbp
  jmp 1b
2:
  movq $0, (%rbx)
  lea 80(%rbx), %rsp        // sizeof (struct departure)
  // As the kernel leaves them at exec: all zero, no direction flag. The psABI wants rdx = 0 when
  // there is no function to register with atexit.
  xor %eax, %eax
  xor %ebx, %ebx
  xor %ecx, %ecx
  xor %edx, %edx
  xor %esi, %esi
  xor %edi, %edi
  xor %ebp, %ebp
  xor %r8d, %r8d
  xor %r9d, %r9d
  xor %r10d, %r10d
  xor %r11d, %r11d
  xor %r12d, %r12d
  xor %r13d, %r13d
  xor %r14d, %r14d
  xor %r15d, %r15d
  cld
  jmp *-8(%rsp)
3:
  mov $__NR_exit_group, %eax
  mov $125, %edi
  syscall
  ud2
  .balign 4096, 0xcc
  .globl jump_page_end
jump_page_end:

  .section .note.GNU-stack, "", @progbits
