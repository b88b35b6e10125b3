// Mapping a checked image: what execve does for a static program, done in user space, because an
// execve after sealing would free the table's address for somebody else's open_how.
#include <linux/mman.h>

#include "bytes.h"
#include "image.h"
#include "report.h"
#include "system.h"

static const char no_memory[] = "no memory for the program";

static long protection(const Elf64_Phdr *segment) {
  return (segment->p_flags & PF_R ? PROT_READ : 0) | (segment->p_flags & PF_W ? PROT_WRITE : 0) |
         (segment->p_flags & PF_X ? PROT_EXEC : 0);
}

// Reserves the whole span first, so that no segment can land on something else.
static uint64_t reserve(const struct image *image) {
  uint64_t size = image->high - image->low;
  if (image->header.e_type == ET_EXEC) {
    // mmap(2): NOREPLACE fails instead of unmapping what is there (Linux 4.17).
    long result = call6(__NR_mmap, image->low, size, PROT_NONE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    if (is_error(result)) fail_program("the program's addresses cannot be had", result);
    return image->low;
  }
  uint64_t whole = size + image->alignment;
  long result = call6(__NR_mmap, 0, whole, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (is_error(result)) fail_program(no_memory, result);
  uint64_t start = (uint64_t)result;
  // base must equal image->low modulo the alignment.
  uint64_t wanted = image->low & (image->alignment - 1);
  uint64_t base = start + ((wanted - start) & (image->alignment - 1));
  if (base > start) call2(__NR_munmap, start, base - start);
  uint64_t end = base + size;
  if (start + whole > end) call2(__NR_munmap, end, start + whole - end);
  return base;
}

static void map_segment(const struct image *image, const Elf64_Phdr *segment) {
  uint64_t start = page_down(segment->p_vaddr) + image->bias;
  uint64_t file_end = segment->p_vaddr + segment->p_filesz + image->bias;
  uint64_t memory_end = segment->p_vaddr + segment->p_memsz + image->bias;
  uint64_t last = page_up(memory_end);
  uint64_t file_pages = segment->p_filesz == 0 ? start : page_up(file_end);
  // The rest of the last page of the file must read as zero, whatever the segment's rights.
  int has_tail = segment->p_filesz > 0 && memory_end > file_end && file_pages > file_end;
  long rights = protection(segment);
  long result;
  if (file_pages > start) {
    result = call6(__NR_mmap, start, file_pages - start,
                   has_tail ? PROT_READ | PROT_WRITE : rights, MAP_PRIVATE | MAP_FIXED,
                   image->file, page_down(segment->p_offset));
    if (is_error(result)) fail_program("a segment of the program cannot be mapped", result);
  }
  if (has_tail) {
    memset((void *)file_end, 0, file_pages - file_end);
    result = call3(__NR_mprotect, start, file_pages - start, rights);
    if (is_error(result)) fail_program("a segment's rights cannot be set", result);
  }
  if (last > file_pages) {
    result = call6(__NR_mmap, file_pages, last - file_pages, rights,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    if (is_error(result)) fail_program(no_memory, result);
  }
}

void map_image(struct image *image) {
  image->bias = reserve(image) - image->low;
  for (int i = 0; i < image->header.e_phnum; i++)
    if (image->segments[i].p_type == PT_LOAD && image->segments[i].p_memsz > 0)
      map_segment(image, &image->segments[i]);
  image->headers += image->bias;
  image->entry = image->header.e_entry + image->bias;
}
