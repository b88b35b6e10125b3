"""Imports every module of the library that can be, for scripts/bench-python."""

import os
import sys
import types

# CPython's own main, outside, has nothing in the place of what the view lacks; half of the library imports
# subprocess, and both sides are to import the same.
try:
    import _posixsubprocess
except ImportError:
    stand_in = types.ModuleType("_posixsubprocess")
    stand_in.fork_exec = None
    sys.modules["_posixsubprocess"] = stand_in
    os.waitpid = None

SKIPPED = {"antigravity", "this", "idlelib", "turtledemo", "tkinter", "turtle", "multiprocessing"}
for name in sorted(sys.stdlib_module_names - SKIPPED):
    try:
        __import__(name)
    except ImportError:
        pass
print(len(sys.modules))
