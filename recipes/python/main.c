// The interpreter that fdport bundles: CPython, started by what its argument says, with nothing
// taken from an environment, a command line or a path of this machine (docs/python.md).
//
// Only the public functions of PyConfig are used: https://docs.python.org/3/c-api/init_config.html
#include <Python.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "complaint.h"
#include "frozen_programs.h"
#include "frozen_refusals.h"
#include "frozen_refused_calls.h"
#include "frozen_refused_network.h"
#include "frozen_refused_processes.h"
#include "frozen_refused_threads.h"
#include "frozen_start.h"
#include "frozen_values.h"
#include "processes.h"
#include "settings.h"
#include "tree.h"

#define VERSION_TEXT Py_STRINGIFY(PY_MAJOR_VERSION) "." Py_STRINGIFY(PY_MINOR_VERSION)

// Ours come from the program, not from the library: whoever grants another library does not get a
// sys.executable by it.
#define FROZEN(module) {.name = #module, .code = _Py_M__##module, .size = (int)sizeof _Py_M__##module}

static const struct _frozen frozen_modules[] = {
    FROZEN(_fdport_start),
    FROZEN(_fdport_values),
    FROZEN(_fdport_refusals),
    FROZEN(_fdport_refused_calls),
    FROZEN(_fdport_refused_network),
    FROZEN(_fdport_refused_processes),
    FROZEN(_fdport_refused_threads),
    FROZEN(_fdport_programs),
    {.name = NULL},
};

// A module that was linked in for a validation (interpreter.make, fdport-linked); none otherwise.
extern const char fdport_binding_name[] __attribute__((weak));
PyObject *fdport_binding(void) __attribute__((weak));

static void check(PyStatus status, const char *doing) {
  if (!PyStatus_Exception(status)) return;
  if (PyStatus_IsExit(status)) exit(status.exitcode);
  complain("", "%s: %s%s%s", doing, status.func ? status.func : "", status.func ? ": " : "",
           status.err_msg ? status.err_msg : "it failed");
}

static void set(PyConfig *config, wchar_t **field, const char *text) {
  check(PyConfig_SetBytesString(config, field, text), "configuring");
}

static void append(PyWideStringList *list, const char *text) {
  wchar_t *wide = Py_DecodeLocale(text, NULL);
  if (wide == NULL) complain("", "no memory is left");
  check(PyWideStringList_Append(list, wide), "configuring");
  PyMem_RawFree(wide);
}

// A copy of a text of any length, without zero bytes.
static char *copy(struct fdport_value value, const char *key) {
  const ptrdiff_t length = fdport_text(value, NULL, 0);
  char *text = length < 0 ? NULL : malloc((size_t)length + 1);
  if (text == NULL) complain("", "no memory is left");
  fdport_text(value, text, (size_t)length + 1);
  if (strlen(text) != (size_t)length) complain(key, "a zero byte cannot stand here");
  return text;
}

static void append_texts(PyWideStringList *list, struct fdport_value texts, const char *key) {
  struct fdport_cursor cursor = fdport_begin(texts);
  struct fdport_value name, value;
  while (fdport_next(&cursor, &name, &value)) {
    char *text = copy(value, key);
    append(list, text);
    free(text);
  }
}

static void preinitialize(const struct settings *settings) {
  PyPreConfig config;
  PyPreConfig_InitIsolatedConfig(&config);
  config.utf8_mode = 1;
  config.dev_mode = settings->development;
  check(Py_PreInitialize(&config), "starting");
}

// The entries of sys.path that are looked at again when there is a sys.
struct places {
  // The script, if the directory that holds it is the first entry; else empty.
  char script[PLACE_SIZE];
  // Those from `first` to before `end` are the argument's.
  Py_ssize_t first;
  Py_ssize_t end;
};

// What runs, and where its own modules are looked for: a script's beside it, as usual.
static void configure_task(PyConfig *config, const struct settings *settings,
                           struct places *places) {
  char path[PLACE_SIZE];
  char *text;
  switch (settings->task) {
  case TASK_SCRIPT:
    place_path(settings->what, "script", path);
    set(config, &config->run_filename, path);
    if (fdport_kind(settings->what) != FDPORT_DESCRIPTOR) {
      strcpy(places->script, path);
      *strrchr(path, '/') = '\0';
      if (strcmp(path, "/dev/fd") != 0)
        append(&config->module_search_paths, path);
      else
        places->script[0] = '\0';
    }
    break;
  case TASK_MODULE:
    text = copy(settings->what, "module");
    set(config, &config->run_module, text);
    free(text);
    break;
  case TASK_COMMAND: {
    // -c ends its text with a line, and so must this.
    text = copy(settings->what, "command");
    char *line = malloc(strlen(text) + 2);
    if (line == NULL) complain("", "no memory is left");
    set(config, &config->run_command, strcat(strcpy(line, text), "\n"));
    free(line);
    free(text);
    break;
  }
  }
}

static void configure_places(PyConfig *config, const struct settings *settings,
                             struct places *places) {
  char path[PLACE_SIZE + 64];
  places->first = config->module_search_paths.length;
  struct fdport_cursor cursor = fdport_begin(settings->path);
  struct fdport_value name, value;
  while (fdport_next(&cursor, &name, &value)) {
    place_path(value, "path", path);
    append(&config->module_search_paths, path);
  }
  places->end = config->module_search_paths.length;
  snprintf(path, sizeof path, "%s/lib/python" VERSION_TEXT, settings->library);
  append(&config->module_search_paths, path);
  set(config, &config->stdlib_dir, path);
  config->module_search_paths_set = 1;
  set(config, &config->home, settings->library);
  // Without a slash, getpath would look for it in PATH.
  snprintf(path, sizeof path, "%s/bin/python", settings->library);
  set(config, &config->program_name, path);
  set(config, &config->executable, path);
}

static void configure(PyConfig *config, const struct settings *settings, struct places *places) {
  PyConfig_InitIsolatedConfig(config);
  config->site_import = settings->site;
  config->install_signal_handlers = 1;
  config->buffered_stdio = !settings->unbuffered;
  config->inspect = settings->inspect;
  config->write_bytecode = settings->write_bytecode;
  config->dev_mode = settings->development;
  config->optimization_level = settings->optimize;
  config->verbose = settings->verbose;
  config->use_hash_seed = 0;
  config->pathconfig_warnings = 0;
  configure_task(config, settings, places);
#if PY_VERSION_HEX < 0x030c0000
  // Modules that are frozen have no __file__ in 3.11 where the library's place is said and not found.
  append(&config->xoptions, "frozen_modules=off");
#endif
  append_texts(&config->warnoptions, settings->warnings, "warnings");
  append_texts(&config->argv, settings->argv, "argv");
  configure_places(config, settings, places);
}

// sys as fd-only programs see it, and the argument's tree: Python's part of the start.
static PyObject *adjusted(const struct settings *settings, const struct places *places) {
  PyObject *module = PyImport_ImportModule("_fdport_start");
  if (module == NULL) return NULL;
  PyObject *executable = tree_object(settings->executable);
  PyObject *arguments = executable == NULL ? NULL : tree_object(settings->args);
  PyObject *runs = NULL;
  if (arguments != NULL)
    runs = tree_object(settings->task == TASK_MODULE ? settings->what : (struct fdport_value){NULL});
  PyObject *result = NULL;
  if (runs != NULL) {
    PyObject *has_argv = fdport_kind(settings->argv) == FDPORT_LIST ? Py_True : Py_False;
    result = PyObject_CallMethod(module, "begin", "OOOOsnn", executable, has_argv, arguments,
                                 runs, places->script, places->first, places->end);
  }
  Py_XDECREF(runs);
  Py_XDECREF(arguments);
  Py_XDECREF(executable);
  Py_DECREF(module);
  return result;
}

int main(void) {
  struct settings settings;
  read_settings(&settings);
  preinitialize(&settings);
  PyImport_FrozenModules = frozen_modules;
  if (PyImport_AppendInittab("_fdport", tree_module) < 0 ||
      PyImport_AppendInittab("_posixsubprocess", processes_module) < 0 ||
      (fdport_binding != NULL && PyImport_AppendInittab(fdport_binding_name, fdport_binding) < 0))
    complain("", "no memory is left");
  PyConfig config;
  struct places places = {.script = ""};
  configure(&config, &settings, &places);
  check(Py_InitializeFromConfig(&config),
        "starting with the granted library (is argument.library the directory that was installed with "
        "this interpreter, and whole?)");
  PyConfig_Clear(&config);
  PyObject *result = adjusted(&settings, &places);
  if (result == NULL) {
    PyErr_Print();
    return STATUS_CANNOT_START;
  }
  Py_DECREF(result);
  return Py_RunMain();
}
