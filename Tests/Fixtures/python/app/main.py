"""Shows its source, where it lies, and a traceback through a module beside it."""

import inspect
import linecache
import sys

import nested.deep.leaf


def shown():
    return "source of main"


print("file", __file__)
print("source", inspect.getsource(shown).splitlines()[1].strip())
print("module", inspect.getsource(nested.deep.leaf.fail).splitlines()[0])
print("line", linecache.getline(nested.deep.leaf.__file__, 1).strip())
sys.stdout.flush()
nested.deep.leaf.fail()
