// What stands in the place of _posixsubprocess, whose fork and exec a view does not have.
#pragma once

#include <Python.h>

// Initialises _posixsubprocess.
PyObject *processes_module(void);
