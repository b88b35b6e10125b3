#include "CProgramLibrary.h"

/* As in CCatalogue: #embed is quick, and an edited file is compiled in anew. */
#pragma clang diagnostic ignored "-Wc23-extensions"

static const char header[] = {
#embed "../libfdport/fdport.h"
};
static const char json_header[] = {
#embed "../libfdport/json.h"
};
static const char document[] = {
#embed "../libfdport/document.c"
};
static const char json[] = {
#embed "../libfdport/json.c"
};
static const char lookup[] = {
#embed "../libfdport/lookup.c"
};
static const char scalars[] = {
#embed "../libfdport/scalars.c"
};
static const char request_header[] = {
#embed "../libfdport/request.h"
};
static const char spawn[] = {
#embed "../libfdport/spawn.c"
};

static const struct {
  const char *name, *text;
  size_t size;
} files[FDPORT_LIBRARY_FILES] = {
    {"fdport.h", header, sizeof header},       {"json.h", json_header, sizeof json_header},
    {"document.c", document, sizeof document}, {"json.c", json, sizeof json},
    {"lookup.c", lookup, sizeof lookup},       {"scalars.c", scalars, sizeof scalars},
    {"request.h", request_header, sizeof request_header}, {"spawn.c", spawn, sizeof spawn},
};

const char *fdport_library_name(size_t index) { return files[index].name; }
const char *fdport_library_text(size_t index) { return files[index].text; }
size_t fdport_library_size(size_t index) { return files[index].size; }
