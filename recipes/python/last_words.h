// Memory kept for the traceback of a MemoryError.
#pragma once

#include <Python.h>

// keep_last_words() and give_last_words(), for _fdport.
extern PyMethodDef last_words_functions[];
