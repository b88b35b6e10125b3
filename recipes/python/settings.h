// What the interpreter is to do, as its argument says (docs/python.md lists the keys).
#pragma once

#include <stdbool.h>

#include "fdport.h"
#include "places.h"

enum task { TASK_SCRIPT, TASK_MODULE, TASK_COMMAND };

struct settings {
  enum task task;
  struct fdport_value what;  // a place, a module's name, or source text
  // The directory that holds lib/pythonX.Y, as /dev/fd/N.
  char library[PLACE_SIZE];
  // Lists, or absent.
  struct fdport_value path;
  struct fdport_value argv;
  struct fdport_value warnings;
  struct fdport_value executable;
  struct fdport_value args;
  bool site;
  bool unbuffered;
  bool inspect;
  bool write_bytecode;
  bool development;
  int optimize;
  int verbose;
};

// Reads the argument; complains by key, and ends, if something in it is wrong or unknown.
void read_settings(struct settings *settings);
