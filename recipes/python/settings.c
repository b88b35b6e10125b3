#include "settings.h"

#include <Python.h>
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "complaint.h"

#define VERSION_TEXT Py_STRINGIFY(PY_MAJOR_VERSION) "." Py_STRINGIFY(PY_MINOR_VERSION)
#define KEY_SIZE 64

static bool truth(struct fdport_value value, const char *key) {
  bool result = false;
  if (fdport_truth(value, &result) < 0) complain(key, "expected true or false");
  return result;
}

static int level(struct fdport_value value, const char *key, int most) {
  int64_t number;
  if (fdport_integer(value, &number) < 0 || number < 0 || number > most)
    complain(key, "expected a number from 0 to %d", most);
  return (int)number;
}

static struct fdport_value texts(struct fdport_value value, const char *key) {
  if (fdport_kind(value) != FDPORT_LIST) complain(key, "expected a list of texts");
  struct fdport_cursor cursor = fdport_begin(value);
  struct fdport_value name, element;
  while (fdport_next(&cursor, &name, &element))
    if (fdport_kind(element) != FDPORT_TEXT)
      complain(key, "expected a list of texts; write numbers in quotes");
  return value;
}

static struct fdport_value text(struct fdport_value value, const char *key) {
  if (fdport_kind(value) != FDPORT_TEXT) complain(key, "expected a text");
  return value;
}

static void task(struct settings *settings, bool *is_set, enum task task, struct fdport_value what,
                 const char *key) {
  if (*is_set) complain(key, "only one of script, module and command can be run");
  *is_set = true;
  settings->task = task;
  settings->what = task == TASK_SCRIPT ? what : text(what, key);
}

static void read_member(struct settings *settings, bool *has_task, const char *key,
                        struct fdport_value value) {
  if (strcmp(key, "script") == 0)
    task(settings, has_task, TASK_SCRIPT, value, key);
  else if (strcmp(key, "module") == 0)
    task(settings, has_task, TASK_MODULE, value, key);
  else if (strcmp(key, "command") == 0)
    task(settings, has_task, TASK_COMMAND, value, key);
  else if (strcmp(key, "library") == 0)
    place_path(value, key, settings->library);
  else if (strcmp(key, "path") == 0) {
    if (fdport_kind(value) != FDPORT_LIST) complain(key, "expected a list of places");
    settings->path = value;
  } else if (strcmp(key, "argv") == 0)
    settings->argv = texts(value, key);
  else if (strcmp(key, "warnings") == 0)
    settings->warnings = texts(value, key);
  else if (strcmp(key, "executable") == 0)
    settings->executable = text(value, key);
  else if (strcmp(key, "args") == 0)
    settings->args = value;
  else if (strcmp(key, "site") == 0)
    settings->site = truth(value, key);
  else if (strcmp(key, "unbuffered") == 0)
    settings->unbuffered = truth(value, key);
  else if (strcmp(key, "inspect") == 0)
    settings->inspect = truth(value, key);
  else if (strcmp(key, "write-bytecode") == 0)
    settings->write_bytecode = truth(value, key);
  else if (strcmp(key, "development") == 0)
    settings->development = truth(value, key);
  else if (strcmp(key, "optimize") == 0)
    settings->optimize = level(value, key, 2);
  else if (strcmp(key, "verbose") == 0)
    settings->verbose = level(value, key, 2);
  else
    complain(key,
             "unknown key; known here are args, argv, command, development, executable, inspect, "
             "library, module, optimize, path, script, site, unbuffered, verbose, warnings, "
             "write-bytecode");
}

// What is granted in the library's place, for the message.
static void complain_of_library(const char *library, int error) {
  char path[PLACE_SIZE + 8];
  snprintf(path, sizeof path, "%s/lib", library);
  DIR *directory = opendir(path);
  const struct dirent *entry;
  while (directory != NULL && (entry = readdir(directory)) != NULL)
    if (strncmp(entry->d_name, "python", strlen("python")) == 0 &&
        strcmp(entry->d_name, "python" VERSION_TEXT) != 0)
      complain("library", "it has lib/%s, and this is Python " VERSION_TEXT
               ": grant the directory that was installed with this interpreter", entry->d_name);
  complain("library", "there is no readable lib/python" VERSION_TEXT "/os.py beneath it (%s): grant "
           "the directory that was installed with this interpreter, with the rights read and list",
           strerror(error));
}

static void check_library(const char *library) {
  char path[PLACE_SIZE + 64];
  struct stat status;
  if (library[0] == '\0')
    complain("library", "it is missing: grant the directory that holds lib/python" VERSION_TEXT
             ", or let `fdport python` do it");
  snprintf(path, sizeof path, "%s/lib/python" VERSION_TEXT "/os.py", library);
  if (stat(path, &status) < 0 || access(path, R_OK) < 0) complain_of_library(library, errno);
}

void read_settings(struct settings *settings) {
  *settings = (struct settings){.write_bytecode = true};
  const struct fdport_value argument = fdport_argument();
  if (fdport_kind(argument) == FDPORT_ABSENT)
    complain("", "it was started without an argument, which says what to run: "
                 "start it by `fdport python`");
  if (fdport_kind(argument) != FDPORT_MAPPING)
    complain("", "the argument must be a mapping, with the key script, module or command");
  struct fdport_cursor cursor = fdport_begin(argument);
  struct fdport_value name, value;
  bool has_task = false;
  while (fdport_next(&cursor, &name, &value)) {
    char key[KEY_SIZE];
    fdport_text(name, key, sizeof key);
    read_member(settings, &has_task, key, value);
  }
  if (!has_task) complain("", "the argument says nothing to run: give it script, module or command");
  check_library(settings->library);
}
