#include "last_words.h"
#include "programs.h"
#include "tree.h"

// The grants file's own bound, with room: deeper trees do not get here.
#define DEEPEST 80

static PyObject *object_at(struct fdport_value value, int depth);

static PyObject *text_object(struct fdport_value value) {
  const ptrdiff_t length = fdport_text(value, NULL, 0);
  char *text = length < 0 ? NULL : PyMem_Malloc((size_t)length + 1);
  if (text == NULL) return PyErr_NoMemory();
  fdport_text(value, text, (size_t)length + 1);
  PyObject *object = PyUnicode_DecodeUTF8(text, length, "surrogatepass");
  PyMem_Free(text);
  return object;
}

static PyObject *number_object(struct fdport_value value) {
  int64_t integer;
  if (fdport_integer(value, &integer) == 0) return PyLong_FromLongLong(integer);
  double real;
  if (fdport_real(value, &real) == 0) return PyFloat_FromDouble(real);
  PyErr_SetString(PyExc_ValueError, "a number of the argument does not fit");
  return NULL;
}

static PyObject *list_object(struct fdport_value value, int depth) {
  PyObject *list = PyList_New(0);
  struct fdport_cursor cursor = fdport_begin(value);
  struct fdport_value name, element;
  while (list != NULL && fdport_next(&cursor, &name, &element)) {
    PyObject *object = object_at(element, depth);
    if (object == NULL || PyList_Append(list, object) < 0) Py_CLEAR(list);
    Py_XDECREF(object);
  }
  return list;
}

static PyObject *mapping_object(struct fdport_value value, int depth) {
  PyObject *mapping = PyDict_New();
  struct fdport_cursor cursor = fdport_begin(value);
  struct fdport_value name, member;
  while (mapping != NULL && fdport_next(&cursor, &name, &member)) {
    PyObject *key = text_object(name);
    PyObject *object = key == NULL ? NULL : object_at(member, depth);
    if (object == NULL || PyDict_SetItem(mapping, key, object) < 0) Py_CLEAR(mapping);
    Py_XDECREF(key);
    Py_XDECREF(object);
  }
  return mapping;
}

static PyObject *held_object(struct fdport_value value) {
  PyObject *module = PyImport_ImportModule("_fdport_values");
  if (module == NULL) return NULL;
  PyObject *object = PyObject_CallMethod(module, "held", "i", fdport_held(value));
  Py_DECREF(module);
  return object;
}

static PyObject *object_at(struct fdport_value value, int depth) {
  bool truth;
  if (depth > DEEPEST) {
    PyErr_SetString(PyExc_RecursionError, "the argument's tree is too deep");
    return NULL;
  }
  switch (fdport_kind(value)) {
  case FDPORT_TRUTH:
    fdport_truth(value, &truth);
    return PyBool_FromLong(truth);
  case FDPORT_NUMBER:
    return number_object(value);
  case FDPORT_TEXT:
    return text_object(value);
  case FDPORT_LIST:
    return list_object(value, depth + 1);
  case FDPORT_MAPPING:
    return mapping_object(value, depth + 1);
  case FDPORT_DESCRIPTOR:
    return held_object(value);
  case FDPORT_ABSENT:
  case FDPORT_NULL:
    break;
  }
  Py_RETURN_NONE;
}

PyObject *tree_object(struct fdport_value value) { return object_at(value, 0); }

static PyObject *grants(PyObject *module, PyObject *nothing) {
  return tree_object(fdport_descriptors());
}

static PyMethodDef functions[] = {
    {"grants", grants, METH_NOARGS, "The descriptors that were granted under names."},
    {0},
};

// What they read is the process's own and does not change.
static int add_others(PyObject *module) {
  if (PyModule_AddFunctions(module, program_functions) < 0) return -1;
  return PyModule_AddFunctions(module, last_words_functions);
}

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, add_others},
#if PY_VERSION_HEX >= 0x030C0000
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#endif
    {0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, .m_name = "_fdport", .m_size = 0, .m_methods = functions,
    .m_slots = slots, .m_doc = "What this process was granted.",
};

PyObject *tree_module(void) { return PyModuleDef_Init(&definition); }
