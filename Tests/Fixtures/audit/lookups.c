// A function that is looked up by its name. flags: -D_GNU_SOURCE
#include <dlfcn.h>

#define LOOK_UP(name) dlsym(RTLD_DEFAULT, #name)

void *by_name(const char *name) {
  void *handle = dlopen("libc.so.6", 2);    // expect: dlopen call forbidden
  void *found = dlsym(handle, "open");      // expect: open lookup forbidden
  found = dlsym(handle, "open64");          // expect: open lookup forbidden
  found = LOOK_UP(unlink);                  // expect: unlink lookup forbidden
  found = dlvsym(handle, "stat", "GLIBC_2.33");  // expect: stat lookup forbidden
  found = dlsym(handle, "environ");         // expect: environ lookup noted
  found = dlsym(handle, "memcpy");
  return found ? found : dlsym(handle, name);  // expect: dlsym lookup noted
}
