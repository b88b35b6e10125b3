#include "last_words.h"

#include <sys/mman.h>

// To print a traceback takes modules that may not be loaded yet.
#define SIZE ((size_t)8 << 20)

static void *kept = MAP_FAILED;

// Nobody touches it, so that it costs no page; here and not by mmap, a module that takes ten times as
// long to begin as this.
static PyObject *keep(PyObject *module, PyObject *nothing) {
  if (kept == MAP_FAILED)
    kept = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (kept == MAP_FAILED) return PyErr_SetFromErrno(PyExc_OSError);
  Py_RETURN_NONE;
}

static PyObject *give(PyObject *module, PyObject *nothing) {
  if (kept != MAP_FAILED) munmap(kept, SIZE);
  kept = MAP_FAILED;
  Py_RETURN_NONE;
}

PyMethodDef last_words_functions[] = {
    {"keep_last_words", keep, METH_NOARGS, "Keeps memory for what is said of a MemoryError."},
    {"give_last_words", give, METH_NOARGS, "Gives it to whoever asks for memory now."},
    {0},
};
