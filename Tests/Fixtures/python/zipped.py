"""__main__ of an archive that is beside the package `nested`."""

import importlib.resources
import inspect
import os
import pkgutil
import sys
import traceback

import nested.deep.leaf

print("file", __file__)
print("path", [entry for entry in sys.path if "python3" not in entry])
print("leaf", nested.deep.leaf.__file__)
print("resource", importlib.resources.files("nested").joinpath("data/greeting.txt").read_text().strip())
print("walk", [m.name for m in pkgutil.walk_packages(nested.__path__, "nested.")])
print("source", inspect.getsource(nested.deep.leaf.fail).splitlines()[0])
with importlib.resources.as_file(importlib.resources.files("nested") / "data/greeting.txt") as place:
    print("as a file", os.path.dirname(place), place.read_text().strip())
try:
    nested.deep.leaf.fail()
except LookupError as error:
    lines = traceback.format_exception(error)[-2].splitlines()
    print("traceback", [line.strip() for line in lines])
