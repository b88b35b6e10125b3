// Checking an ELF file (elf(5), the x86-64 psABI, and what fs/binfmt_elf.c of Linux 6.18 takes).
#include "image.h"

#include <asm/stat.h>

#include "bytes.h"
#include "report.h"
#include "system.h"

enum {
  LOWEST_ADDRESS = 0x10000,       // vm.mmap_min_addr's default
  LARGEST_ALIGNMENT = 1 << 30,    // a 1 GiB page; the kernel's own bound is the address space
};
static const uint64_t highest_address = 0x7ffffffff000;  // TASK_SIZE of four-level paging

static void demand(int holds, const char *what) {
  if (!holds) fail_program(what, 0);
}

static void read_at(const struct image *image, void *to, uint64_t count, uint64_t offset) {
  uint64_t done = 0;
  while (done < count) {
    long result =
        call4(__NR_pread64, image->file, (char *)to + done, count - done, offset + done);
    if (is_error(result)) fail_program("cannot read the program", result);
    demand(result > 0, "the program's file ends too early");
    done += (uint64_t)result;
  }
}

static void check_header(const struct image *image) {
  const Elf64_Ehdr *header = &image->header;
  demand(memcmp(header->e_ident, ELFMAG, SELFMAG) == 0, "the program is not an ELF file");
  demand(header->e_ident[EI_CLASS] == ELFCLASS64 && header->e_machine == EM_X86_64,
         "the program is not for x86-64, the one architecture that is supported");
  demand(header->e_ident[EI_DATA] == ELFDATA2LSB && header->e_ident[EI_VERSION] == EV_CURRENT,
         "the program's ELF header is damaged");
  demand(header->e_type == ET_EXEC || header->e_type == ET_DYN,
         "the ELF file is not a program (neither ET_EXEC nor ET_DYN)");
  demand(header->e_phentsize == sizeof(Elf64_Phdr), "the program headers have a wrong size");
  demand(header->e_phnum > 0 && header->e_phnum <= SEGMENT_LIMIT,
         "the program has no program headers or more than 64");
  uint64_t size = (uint64_t)header->e_phnum * sizeof(Elf64_Phdr);
  demand(header->e_phoff <= image->file_size && size <= image->file_size - header->e_phoff,
         "the program headers lie outside the file");
}

static void check_segment(struct image *image, const Elf64_Phdr *segment) {
  demand(segment->p_filesz <= segment->p_memsz, "a segment is larger in the file than in memory");
  demand(segment->p_offset <= image->file_size &&
             segment->p_filesz <= image->file_size - segment->p_offset,
         "a segment lies outside the file");
  demand(segment->p_vaddr <= highest_address && segment->p_memsz <= highest_address &&
             segment->p_vaddr + segment->p_memsz <= highest_address,
         "a segment lies outside the address space");
  demand((segment->p_vaddr - segment->p_offset) % PAGE == 0,
         "a segment's address and offset do not agree");
  uint64_t alignment = segment->p_align > 1 ? segment->p_align : 1;
  demand((alignment & (alignment - 1)) == 0 && alignment <= LARGEST_ALIGNMENT,
         "a segment's alignment is not a power of two up to 1 GiB");
  demand(segment->p_vaddr % alignment == segment->p_offset % alignment,
         "a segment's address does not fit its alignment");
  if (alignment > image->alignment) image->alignment = alignment;
  // In ascending order, as elf(5) demands, and without a common page.
  demand(image->high == 0 || page_down(segment->p_vaddr) >= image->high,
         "the program's segments overlap or are out of order");
  if (image->high == 0) image->low = page_down(segment->p_vaddr);
  image->high = page_up(segment->p_vaddr + segment->p_memsz);
}

// Whether `size` bytes at `address` (as in the file) lie in one segment with all of `rights`.
static int is_loaded(const struct image *image, uint64_t address, uint64_t size, uint32_t rights) {
  for (int i = 0; i < image->header.e_phnum; i++) {
    const Elf64_Phdr *segment = &image->segments[i];
    // One without memory is not mapped, and check_segment has not looked at it.
    if (segment->p_type == PT_LOAD && segment->p_memsz > 0 &&
        (segment->p_flags & rights) == rights && address >= segment->p_vaddr && address - segment->p_vaddr <= segment->p_filesz &&
        size <= segment->p_filesz - (address - segment->p_vaddr))
      return 1;
  }
  return 0;
}

// Where the program headers are in memory; the kernel looks for the segment that holds e_phoff.
static uint64_t headers_address(const struct image *image) {
  uint64_t size = (uint64_t)image->header.e_phnum * sizeof(Elf64_Phdr);
  for (int i = 0; i < image->header.e_phnum; i++) {
    const Elf64_Phdr *segment = &image->segments[i];
    if (segment->p_type != PT_LOAD || image->header.e_phoff < segment->p_offset) continue;
    uint64_t address = segment->p_vaddr + (image->header.e_phoff - segment->p_offset);
    if (is_loaded(image, address, size, PF_R)) return address;
  }
  fail_program("the program headers are not in memory, where the C library looks for them", 0);
}

void check_image(struct image *image, int file) {
  memset(image, 0, sizeof *image);
  image->file = file;
  image->alignment = PAGE;
  struct stat status;
  long result = call2(__NR_fstat, file, &status);
  if (is_error(result)) fail("cannot examine the program", result);
  image->file_size = status.st_size > 0 ? (uint64_t)status.st_size : 0;
  demand(image->file_size >= sizeof(Elf64_Ehdr), "the program is not an ELF file: it is too short");
  read_at(image, &image->header, sizeof image->header, 0);
  check_header(image);
  read_at(image, image->segments, (uint64_t)image->header.e_phnum * sizeof(Elf64_Phdr),
          image->header.e_phoff);
  for (int i = 0; i < image->header.e_phnum; i++) {
    const Elf64_Phdr *segment = &image->segments[i];
    demand(segment->p_type != PT_INTERP,
           "the program is dynamically linked, and nothing here could load its libraries: link it "
           "with -static or -static-pie");
    if (segment->p_type == PT_LOAD && segment->p_memsz > 0) check_segment(image, segment);
    // As the kernel on x86-64: executable only if asked for; absent means not.
    if (segment->p_type == PT_GNU_STACK)
      image->stack_is_executable = (segment->p_flags & PF_X) != 0;
  }
  demand(image->high > image->low, "the program has nothing to load");
  demand(image->header.e_type == ET_DYN || image->low >= LOWEST_ADDRESS,
         "the program wants the lowest 64 KiB of memory");
  demand(is_loaded(image, image->header.e_entry, 1, PF_X), "the entry point is not code");
  image->headers = headers_address(image);
}
