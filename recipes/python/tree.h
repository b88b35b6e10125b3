// The argument's tree as Python objects, and the module _fdport, which reads it.
#pragma once

#include <Python.h>

#include "fdport.h"

// A new reference; NULL with an exception set. An absent value is None. A leaf with a descriptor is
// what _fdport_values.held() makes of its number.
PyObject *tree_object(struct fdport_value value);

// Initialises _fdport.
PyObject *tree_module(void);
