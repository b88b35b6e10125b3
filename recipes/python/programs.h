// Starting programs that were granted: functions of the module _fdport.
#pragma once

#include <Python.h>

extern PyMethodDef program_functions[];
