// What a program was granted: descriptors by name, and the tree of its argument.
//
// A program that `fdport run` starts with an argument holds a document, JSON on a sealed descriptor
// (docs/grants.md has its form). These functions read it in place: nothing is allocated, nothing
// copied, and they may be called from any thread. Outside the runtime, or without an argument, every
// lookup finds nothing.
//
//   int data = fdport_descriptor("data");                         // a grant, by name
//   struct fdport_value host = fdport_at(fdport_argument(), "servers.0.host");
//   char text[256];
//   if (fdport_text(host, text, sizeof text) < 0) ...             // not there, or no text
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

enum fdport_kind {
  FDPORT_ABSENT,  // nothing: what was looked for is not there
  FDPORT_NULL,
  FDPORT_TRUTH,
  FDPORT_NUMBER,
  FDPORT_TEXT,
  FDPORT_LIST,
  FDPORT_MAPPING,
  FDPORT_DESCRIPTOR,
};

// A value of the tree: a place in the document. It is valid as long as the program runs.
struct fdport_value {
  const char *place;
};

// The number of the descriptor that was granted under a name: its key in the grants file, or its
// path in the argument's tree, as "servers.0". -1 with errno ENOENT if there is none.
int fdport_descriptor(const char *name);

// All that was granted under a name: a mapping from names to the numbers of descriptors.
struct fdport_value fdport_descriptors(void);

// The root of the argument's tree.
struct fdport_value fdport_argument(void);

enum fdport_kind fdport_kind(struct fdport_value value);

// The member of a mapping, the element of a list; absent where there is none, or the value is no
// mapping or list.
struct fdport_value fdport_member(struct fdport_value mapping, const char *key);
struct fdport_value fdport_element(struct fdport_value list, size_t index);

// The value at a path of keys and indices with dots between them, as "servers.0.host". For a key
// that has a dot itself use fdport_member.
struct fdport_value fdport_at(struct fdport_value value, const char *path);

// The elements of a list, or members of a mapping, in the file's order:
//
//   struct fdport_cursor cursor = fdport_begin(list);
//   struct fdport_value key, value;
//   while (fdport_next(&cursor, &key, &value)) ...
//
// A key is a text; in a list it is absent. Of any other value there are none.
struct fdport_cursor {
  const char *place;
  bool is_mapping;
};
struct fdport_cursor fdport_begin(struct fdport_value value);
bool fdport_next(struct fdport_cursor *cursor, struct fdport_value *key, struct fdport_value *value);

// How many there are.
size_t fdport_count(struct fdport_value value);

// These return 0, or -1 with errno EINVAL if the value is of another kind, ENOENT if it is absent,
// ERANGE if it does not fit; a number with a fraction is no integer.
int fdport_truth(struct fdport_value value, bool *result);
int fdport_integer(struct fdport_value value, int64_t *result);
int fdport_real(struct fdport_value value, double *result);

// The number of the descriptor at a leaf, or -1 as above.
int fdport_held(struct fdport_value value);

// Writes a text, in UTF-8 with a zero behind it, and returns its length, as snprintf: what does not
// fit is left out, between two characters, and the length is that of the whole. -1 as above.
ptrdiff_t fdport_text(struct fdport_value value, char *buffer, size_t size);

// Starting a program that was granted by !program. It runs confined as this one, and holds what it is handed, and
// the null device at 0, 1 and 2 where that is nothing.
//
//   struct fdport_handed handed[] = {{.number = 1, .descriptor = 1},
//                                    {.number = 3, .directory = "data"}};
//   const char *more[] = {"--count", NULL};
//   struct fdport_child child;
//   int status;
//   if (fdport_spawn(fdport_descriptor("tool"), more, handed, 2, &child) == 0 &&
//       fdport_wait(&child, &status) == 0 && WIFEXITED(status)) ...
struct fdport_handed {
  int number;             // where the program that is started finds it
  int descriptor;         // one of ours; ours stays open
  const char *directory;  // or, if it is not null, a granted directory that the grant's `pass` names
};

// A program that was started. It is killed when `events` is closed by all who hold it, and when the program ends
// that started it. Until `events` is closed it counts among those that run, as if it had not been waited for.
struct fdport_child {
  int events;  // to poll(2): readable when it has ended, for fdport_wait
  int signals;
};

// Returns 0 once the program has been started, or -1 with an errno: EACCES for arguments or a directory that the
// grant does not mention, EPERM for a descriptor that is no file, pipe, stream, terminal or harmless device, EAGAIN
// if as many run as may, ENOEXEC for a malformed program, E2BIG, EINVAL, EMFILE; EIO if it could not be started,
// where standard error says why. `arguments` go behind those of the grant, and end with NULL; NULL for none.
int fdport_spawn(int program, const char *const *arguments, const struct fdport_handed *handed,
                 size_t handed_count, struct fdport_child *child);

// Sends a signal; one to a program that has ended is lost. SIGSTOP is sent as SIGTSTP.
int fdport_signal(const struct fdport_child *child, int signal);

// Waits for the end, gives the status as wait(2) does, and closes both descriptors.
int fdport_wait(struct fdport_child *child, int *status);

// Closes both descriptors: ends it, if it runs.
void fdport_end(struct fdport_child *child);

#ifdef __cplusplus
}
#endif
