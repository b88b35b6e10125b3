/*
 * _dl_find_object for static programs of musl.
 *
 * gcc's unwinder (libgcc_eh.a) asks it where the unwind table of a program counter is, if gcc was
 * built with glibc 2.35 or later, and finds no exception handler without it. musl has no such
 * function, but dl_iterate_phdr(3) knows the same. The structure and the meaning of each field are
 * those of the GNU C Library manual, "Dynamic Linker Introspection"; x86_64 has no data base
 * address for unwinding, so DLFO_STRUCT_HAS_EH_DBASE is 0.
 */
#define _GNU_SOURCE
#include <link.h>
#include <stddef.h>

struct dl_find_object {
  unsigned long long dlfo_flags;
  void *dlfo_map_start;
  void *dlfo_map_end;
  struct link_map *dlfo_link_map;
  void *dlfo_eh_frame;
  unsigned long long dlfo_reserved[7];
};

struct search {
  ElfW(Addr) address;
  struct dl_find_object *result;
};

/* dl_iterate_phdr's callback: whether an object covers the address, and where its table is. */
static int examine(struct dl_phdr_info *object, size_t size, void *argument)
{
  struct search *search = argument;
  ElfW(Addr) start = (ElfW(Addr))-1;
  ElfW(Addr) end = 0;
  ElfW(Addr) table = 0;
  int isCovered = 0;

  (void)size;
  for (int index = 0; index < object->dlpi_phnum; index++) {
    const ElfW(Phdr) *header = &object->dlpi_phdr[index];
    ElfW(Addr) first = object->dlpi_addr + header->p_vaddr;

    if (header->p_type == PT_GNU_EH_FRAME)
      table = first;
    if (header->p_type != PT_LOAD)
      continue;
    if (first < start)
      start = first;
    if (first + header->p_memsz > end)
      end = first + header->p_memsz;
    if (search->address >= first && search->address - first < header->p_memsz)
      isCovered = 1;
  }
  if (!isCovered)
    return 0;
  search->result->dlfo_flags = 0;
  search->result->dlfo_map_start = (void *)start;
  search->result->dlfo_map_end = (void *)end;
  search->result->dlfo_link_map = NULL;
  search->result->dlfo_eh_frame = (void *)table;
  return 1;
}

int _dl_find_object(void *address, struct dl_find_object *result)
{
  struct search search = { (ElfW(Addr))address, result };

  return dl_iterate_phdr(examine, &search) ? 0 : -1;
}
