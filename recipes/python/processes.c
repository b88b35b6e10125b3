#include "processes.h"

#include <errno.h>

// musl's sealed library gives the errno of the runtime's refusals this name; older headers lack it.
#ifndef ENOTCAPABLE
#define ENOTCAPABLE 134
#endif

// subprocess imports this name, and calls it with twenty arguments when it starts a program.
static PyObject *fork_exec(PyObject *module, PyObject *arguments) {
  PyObject *value = Py_BuildValue(
      "is", ENOTCAPABLE,
      "No process can be started: nothing that was granted permits it; grant a program as !program "
      "and start it by its descriptor");
  if (value != NULL) PyErr_SetObject(PyExc_OSError, value);
  Py_XDECREF(value);
  return NULL;
}

static PyMethodDef functions[] = {
    {"fork_exec", fork_exec, METH_VARARGS, "Fails: a confined program starts no process."},
    {0},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "_posixsubprocess", .m_size = 0, .m_methods = functions,
    .m_doc = "Stands for CPython's own, which forks.",
};

PyObject *processes_module(void) { return PyModule_Create(&definition); }
