#include "programs.h"

#include <errno.h>
#include <fdport.h>
#include <poll.h>

// More have no place in a request (request.h of libfdport).
enum { HANDED_MOST = 252 };

// The texts of a list of bytes, with NULL behind them; they live as long as the list. NULL on errors.
static const char **texts(PyObject *list) {
  const Py_ssize_t count = PyList_GET_SIZE(list);
  const char **result = PyMem_Calloc((size_t)count + 1, sizeof *result);
  if (result == NULL) {
    PyErr_NoMemory();
    return NULL;
  }
  for (Py_ssize_t index = 0; index < count; index++) {
    result[index] = PyBytes_AsString(PyList_GET_ITEM(list, index));
    if (result[index] == NULL) {
      PyMem_Free(result);
      return NULL;
    }
  }
  return result;
}

// Of a list of (number, descriptor, directory or None).
static int read_handed(PyObject *list, struct fdport_handed *handed) {
  for (Py_ssize_t index = 0; index < PyList_GET_SIZE(list); index++) {
    struct fdport_handed *one = &handed[index];
    if (!PyArg_ParseTuple(PyList_GET_ITEM(list, index), "iiz", &one->number, &one->descriptor,
                          &one->directory))
      return -1;
  }
  return 0;
}

static PyObject *start(PyObject *module, PyObject *arguments) {
  int program;
  PyObject *more, *list;
  if (!PyArg_ParseTuple(arguments, "iO!O!", &program, &PyList_Type, &more, &PyList_Type, &list)) return NULL;
  struct fdport_handed handed[HANDED_MOST] = {0};
  const Py_ssize_t count = PyList_GET_SIZE(list);
  if (count > HANDED_MOST) {
    PyErr_Format(PyExc_ValueError, "no more than %d descriptors can be handed over", HANDED_MOST);
    return NULL;
  }
  if (read_handed(list, handed) != 0) return NULL;
  const char **behind = texts(more);
  if (behind == NULL) return NULL;
  struct fdport_child child;
  int result;
  Py_BEGIN_ALLOW_THREADS;
  result = fdport_spawn(program, behind, handed, (size_t)count, &child);
  Py_END_ALLOW_THREADS;
  PyMem_Free(behind);
  if (result != 0) return PyErr_SetFromErrno(PyExc_OSError);
  return Py_BuildValue("ii", child.events, child.signals);
}

static PyObject *wait_for_end(PyObject *module, PyObject *arguments) {
  struct fdport_child child;
  int status, result;
  if (!PyArg_ParseTuple(arguments, "ii", &child.events, &child.signals)) return NULL;
  struct pollfd events = {child.events, POLLIN, 0};
  do {
    Py_BEGIN_ALLOW_THREADS;
    result = poll(&events, 1, -1);
    Py_END_ALLOW_THREADS;
    // Python's own handlers run now, and may raise.
    if (result < 0 && errno == EINTR && PyErr_CheckSignals() != 0) return NULL;
  } while (result < 0 && errno == EINTR);
  if (result < 0 || fdport_wait(&child, &status) != 0) return PyErr_SetFromErrno(PyExc_OSError);
  return PyLong_FromLong(status);
}

static PyObject *send_signal(PyObject *module, PyObject *arguments) {
  struct fdport_child child;
  int signal;
  if (!PyArg_ParseTuple(arguments, "iii", &child.events, &child.signals, &signal)) return NULL;
  if (fdport_signal(&child, signal) != 0) return PyErr_SetFromErrno(PyExc_OSError);
  Py_RETURN_NONE;
}

static PyObject *end(PyObject *module, PyObject *arguments) {
  struct fdport_child child;
  if (!PyArg_ParseTuple(arguments, "ii", &child.events, &child.signals)) return NULL;
  fdport_end(&child);
  Py_RETURN_NONE;
}

// What is started for a name is Python's (programs.py).
static PyObject *spawn(PyObject *module, PyObject *arguments, PyObject *names) {
  PyObject *programs = PyImport_ImportModule("_fdport_programs");
  PyObject *type = programs == NULL ? NULL : PyObject_GetAttrString(programs, "Program");
  PyObject *result = type == NULL ? NULL : PyObject_Call(type, arguments, names);
  Py_XDECREF(type);
  Py_XDECREF(programs);
  return result;
}

PyMethodDef program_functions[] = {
    {"spawn", (PyCFunction)(void (*)(void))spawn, METH_VARARGS | METH_KEYWORDS,
     "spawn(program, arguments=(), handed={})\n\nStarts a program that was granted as !program."},
    {"_start", start, METH_VARARGS, NULL},
    {"_wait", wait_for_end, METH_VARARGS, NULL},
    {"_signal", send_signal, METH_VARARGS, NULL},
    {"_end", end, METH_VARARGS, NULL},
    {0},
};
