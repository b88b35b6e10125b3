"""What a sys.path of descriptors can do. Descriptor 5 is app, 6 the directory above it."""

import importlib.metadata
import importlib.resources
import os
import pkgutil
import runpy
import sys

print("start", [entry for entry in sys.path if "python3" not in entry])
import nested.deep.leaf

print("package", nested.__path__, nested.deep.leaf.__file__)
print("resource", importlib.resources.files("nested").joinpath("data/greeting.txt").read_text())
with importlib.resources.as_file(importlib.resources.files("nested") / "data") as place:
    print("as a file", place, sorted(os.listdir(place)))
print("data", pkgutil.get_data("nested", "data/greeting.txt"))
print("version", importlib.metadata.version("nested"))
print("entry", [e.value for e in importlib.metadata.entry_points(group="fdport.tests")])
print("walk", [m.name for m in pkgutil.walk_packages(sys.path[:1])])
print("run", runpy.run_module("nested.tests")["Sums"].__module__)
print("run path", runpy.run_path("/dev/fd/5/nested/deep/leaf.py")["fail"].__code__.co_filename)

# A number becomes the path that libraries read.
sys.path.append(6)
import app

print("number", list(app.__path__), sys.path[-1])
sys.path.insert(0, 5)
import nested.tests

print("first", sys.path[0], nested.tests.__file__)
