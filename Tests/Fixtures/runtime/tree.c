// Prints what it was granted, by <fdport.h>: `tree` the whole argument, one value a line behind its
// path; `tree at PATH ...` the values at paths; `tree fd NAME ...` descriptors by name.
#include <errno.h>
#include <fdport.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void print_leaf(struct fdport_value value) {
  char text[24];
  bool truth;
  int64_t integer;
  double real;
  ptrdiff_t length;
  switch (fdport_kind(value)) {
    case FDPORT_ABSENT: printf("absent"); break;
    case FDPORT_NULL: printf("null"); break;
    case FDPORT_TRUTH:
      if (fdport_truth(value, &truth) == 0) printf("%s", truth ? "true" : "false");
      break;
    case FDPORT_NUMBER:
      if (fdport_integer(value, &integer) == 0)
        printf("integer %lld", (long long)integer);
      else if (errno == ERANGE)
        printf("large");
      else if (fdport_real(value, &real) == 0)
        printf("real %.17g", real);
      break;
    case FDPORT_TEXT:
      length = fdport_text(value, text, sizeof text);
      printf("text %td <%s>", length, text);
      break;
    case FDPORT_DESCRIPTOR: printf("descriptor %d", fdport_held(value)); break;
    case FDPORT_LIST: printf("list of %zu", fdport_count(value)); break;
    case FDPORT_MAPPING: printf("mapping of %zu", fdport_count(value)); break;
  }
  printf("\n");
}

static void print_tree(struct fdport_value value, const char *path) {
  printf("%s: ", path);
  print_leaf(value);
  struct fdport_cursor cursor = fdport_begin(value);
  struct fdport_value key, inside;
  for (size_t index = 0; fdport_next(&cursor, &key, &inside); index++) {
    char name[64], below[256];
    if (fdport_text(key, name, sizeof name) < 0) snprintf(name, sizeof name, "%zu", index);
    snprintf(below, sizeof below, "%s/%s", path, name);
    print_tree(inside, below);
  }
}

static void print_answer(const char *what, long answer) {
  printf("%s %ld errno %d\n", what, answer, errno);
  errno = 0;
}

static void print_misuse(struct fdport_value value) {
  bool truth;
  int64_t integer;
  errno = 0;
  long answer = fdport_truth(value, &truth);
  print_answer("truth", answer);
  answer = fdport_integer(fdport_member(value, "missing"), &integer);
  print_answer("integer", answer);
  answer = fdport_held(fdport_element(value, 0));
  print_answer("held", answer);
  answer = fdport_text(value, NULL, 0);
  print_answer("text", answer);
}

int main(int count, char **arguments) {
  if (count < 2) {
    print_tree(fdport_argument(), "");
    return 0;
  }
  if (strcmp(arguments[1], "misuse") == 0) print_misuse(fdport_argument());
  for (int i = 2; i < count; i++) {
    if (strcmp(arguments[1], "at") == 0) {
      print_leaf(fdport_at(fdport_argument(), arguments[i]));
    } else {
      errno = 0;
      int number = fdport_descriptor(arguments[i]);
      printf("%d errno %d\n", number, number < 0 ? errno : 0);
    }
  }
  return 0;
}
