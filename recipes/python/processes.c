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

// The main interpreter learns of refusals at its start; another one of the same process when it imports
// subprocess, which wants os.waitpid from there.
static int begin_refusals(PyObject *module) {
  PyObject *refusals = PyImport_ImportModule("_fdport_refusals");
  PyObject *result = refusals == NULL ? NULL : PyObject_CallMethod(refusals, "begin", NULL);
  Py_XDECREF(refusals);
  Py_XDECREF(result);
  return result == NULL ? -1 : 0;
}

// It keeps no state, so every interpreter may import it.
static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, begin_refusals},
#if PY_VERSION_HEX >= 0x030C0000
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#endif
    {0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "_posixsubprocess", .m_size = 0, .m_methods = functions,
    .m_slots = slots, .m_doc = "Stands for CPython's own, which forks.",
};

PyObject *processes_module(void) { return PyModuleDef_Init(&definition); }
