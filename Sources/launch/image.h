// The program's ELF file: checked as if written by an enemy, then mapped.
#pragma once

#include <linux/elf.h>
#include <stdint.h>

enum { SEGMENT_LIMIT = 64 };

struct image {
  int file;
  uint64_t file_size;
  Elf64_Ehdr header;
  Elf64_Phdr segments[SEGMENT_LIMIT];
  uint64_t low, high;    // addresses in the file, whole pages
  uint64_t alignment;    // the largest of its segments
  int stack_is_executable;
  // After mapping, in memory:
  uint64_t bias;     // what was added to every address in the file
  uint64_t headers;  // the program headers, for AT_PHDR
  uint64_t entry;
};

// Reads and checks; ends the process with 126 and a sentence if the file is not a well-formed
// static program for this machine.
void check_image(struct image *image, int file);

// Maps all segments and clears what the file does not fill.
void map_image(struct image *image);
